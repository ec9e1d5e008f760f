/** The first 100 bytes of a SQLite file (https://www.sqlite.org/fileformat2.html#the_database_header), read before SQLite touches it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { refuse, succeed, type Reply, type ReplyError } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { FORMAT_VERSION } from './migrations/index.ts';
import { APPLICATION_ID } from './project-format.ts';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

export interface ProjectHeader {
  /** `user_version`: format of the file. */
  readonly version: number;
  /** Size that the file should have, bytes; 0 when the header does not say. */
  readonly expectedBytes: number;
  /** Size that the file has, bytes. */
  readonly actualBytes: number;
}

/** Whether the file is a project that this version can read, before anything is done to it. */
export function readHeader(path: string): Reply<ProjectHeader> {
  const name = basename(path);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    return openingFailed(path, error);
  }
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) return refuse('refused', labWords().project.header.isFolder(name));
    const bytes = Buffer.alloc(HEADER_BYTES);
    const count = readSync(file, bytes, 0, HEADER_BYTES, 0);
    return interpret(name, bytes.subarray(0, count), status.size);
  } finally {
    closeSync(file);
  }
}

function interpret(name: string, bytes: Buffer, actualBytes: number): Reply<ProjectHeader> {
  if (bytes.length === 0) return refuse('refused', labWords().project.header.isEmpty(name));
  const magic = bytes.subarray(0, MAGIC.length).toString('latin1');
  if (bytes.length < HEADER_BYTES && MAGIC.startsWith(magic)) return damaged(name, labWords().project.header.endsEarly);
  if (magic !== MAGIC) return notAProject(name);
  if (bytes.readUInt32BE(68) !== APPLICATION_ID) return notAProject(name);
  const version = bytes.readUInt32BE(60);
  if (version > FORMAT_VERSION) return refuse('newer-version', labWords().project.header.isNewer(name, version, FORMAT_VERSION));
  const storedPageSize = bytes.readUInt16BE(16);
  const pageSize = storedPageSize === 1 ? 65536 : storedPageSize;
  // The page count holds only when it was written together with the change counter.
  const pages = bytes.readUInt32BE(24) === bytes.readUInt32BE(92) ? bytes.readUInt32BE(28) : 0;
  return succeed({ version, expectedBytes: pages * pageSize, actualBytes });
}

/** The file is a project, but not all of it can be read. */
export function damaged(name: string, how: string): ReplyError {
  return refuse('damaged', labWords().project.header.isDamaged(name, how));
}

function notAProject(name: string): ReplyError {
  return refuse('refused', labWords().project.header.isNoProject(name));
}

function openingFailed(path: string, error: unknown): ReplyError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('not-found', labWords().project.header.isMissing(path));
  if (code === 'EACCES' || code === 'EPERM') return refuse('refused', labWords().project.header.mayNotBeRead(path));
  return refuse('failed', labWords().project.header.cannotBeRead(path, error instanceof Error ? error.message : String(error)));
}

/**
 * Opens and creates project files.
 *
 * Journal: the rollback journal (DELETE) with synchronous = FULL. Between transactions the project is exactly one file, so that copying or
 * mailing it takes everything along, which a write-ahead log beside it would not allow; and a commit is on the disk when it returns. Writes
 * are few (some points at a time), so that the slower commit does not matter.
 */
import { accessSync, constants, existsSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { refuse, succeed, type Reply, type ReplyError } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { connect } from './connect.ts';
import { damaged, readHeader } from './header.ts';
import { acquireLock, openWhere, type LockOutcome } from './lock.ts';
import { FORMAT_VERSION, migrate } from './migrations/index.ts';
import { ProjectFile } from './project-file.ts';
import { markInterruptedRuns } from './run-ending.ts';
import { isBusy, needsRollback } from './sqlite-errors.ts';
import { APPLICATION_ID } from './project-format.ts';
import type { Project } from './project.ts';
import { findDamage, findOutlineDamage } from './verification.ts';

/** How long a statement waits for another window's transaction, ms. */
const BUSY_TIMEOUT_MS = 5000;

export interface OpenOptions {
  readonly readOnly?: boolean;
  /**
   * Of a file larger than this, bytes, opening checks the outline only, so that it takes no longer for more results; the project is then `unchecked`,
   * and whoever opened it has the rest checked (`checkInBackground`). Default: every file is checked as a whole.
   */
  readonly wholeCheckUpTo?: number;
}

/**
 * Opens a project file. A file that another window writes, or that may not be written, opens read-only with a reason. Problems: `not-found`,
 * `refused` (not a project), `newer-version`, `damaged`, `read-only` (needs a change before it can be read, and may not be written), `failed`.
 */
export function openProject(
  path: string,
  { readOnly = false, wholeCheckUpTo = Number.POSITIVE_INFINITY }: OpenOptions = {},
): Reply<Project> {
  const header = readHeader(path);
  if (!header.ok) return header;
  const realPath = realpathSync(path);
  const access = readOnly ? onlyToRead(labWords().project.readOnly.asked) : takeWriting(realPath);
  const reply = openAs(realPath, access, wholeCheckUpTo);
  if (!reply.ok) access.release();
  return reply;
}

/** Creates an empty project file; an existing file is never touched (`refused`). */
export function createProject(path: string): Reply<Project> {
  const target = resolve(path);
  const name = basename(target);
  if (existsSync(target)) return refuse('refused', labWords().project.opening.exists(name));
  const lock = acquireLock(target);
  if (lock.kind !== 'held') return refuse('failed', labWords().project.opening.cannotBeCreated(name, dirname(target)));
  let database: DatabaseSync | null = null;
  try {
    database = openFile(target, false);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(database, 0);
    return succeed(new ProjectFile({ database, path: realpathSync(target), unchecked: false, readOnlyReason: '', release: lock.release }));
  } catch (error) {
    database?.close();
    rmSync(target, { force: true });
    lock.release();
    return refuse('failed', labWords().project.opening.creationFailed(target, messageOf(error)));
  }
}

interface Access {
  readonly readOnlyReason: string;
  readonly release: () => void;
}

function onlyToRead(reason: string): Access {
  return { readOnlyReason: reason, release: () => undefined };
}

function takeWriting(path: string): Access {
  try {
    accessSync(path, constants.W_OK);
  } catch {
    return onlyToRead('The file may not be written.');
  }
  const lock: LockOutcome = acquireLock(path);
  switch (lock.kind) {
    case 'held':
      return { readOnlyReason: '', release: lock.release };
    case 'busy':
      return onlyToRead(labWords().project.readOnly.isOpen(openWhere(lock)));
    case 'unwritable':
      return onlyToRead(labWords().project.readOnly.folderUnwritable);
  }
}

function openAs(path: string, access: Access, wholeCheckUpTo: number): Reply<Project> {
  const name = basename(path);
  const readOnly = access.readOnlyReason !== '';
  let database: DatabaseSync | null = null;
  try {
    database = openFile(path, readOnly);
    // Only now: an interrupted transaction has been rolled back, which may have changed the size and the version.
    const current = readHeader(path);
    if (!current.ok) return closing(database, current);
    const { version, actualBytes, expectedBytes } = current.value;
    if (actualBytes < expectedBytes) return closing(database, damaged(name, labWords().project.opening.endMissing));
    if (version < FORMAT_VERSION && readOnly)
      return closing(database, refuse('read-only', labWords().project.opening.olderUnwritable(name)));
    // An older file is about to be changed in all its parts: nothing of it may be damaged.
    const unchecked = version === FORMAT_VERSION && actualBytes > wholeCheckUpTo;
    // Before anything is written: a damaged file stays as it is.
    const damage = unchecked ? findOutlineDamage(database, version) : findDamage(database, version);
    if (damage !== null) return closing(database, damaged(name, damage));
    migrate(database, version);
    if (!readOnly) markInterruptedRuns(database);
    return succeed(new ProjectFile({ database, path, unchecked, ...access }));
  } catch (error) {
    const problem = openingProblem(path, error);
    return database === null ? problem : closing(database, problem);
  }
}

function openingProblem(path: string, error: unknown): ReplyError {
  const name = basename(path);
  if (isBusy(error)) return refuse('failed', labWords().project.opening.isBusy(name));
  if (needsRollback(error)) return refuse('read-only', labWords().project.opening.needsRollback(name));
  const header = readHeader(path);
  const cutOff = header.ok && header.value.actualBytes < header.value.expectedBytes;
  return damaged(name, cutOff ? labWords().project.opening.endMissing : labWords().project.opening.sqliteReports(messageOf(error)));
}

function openFile(path: string, readOnly: boolean): DatabaseSync {
  const database = connect(path, { readOnly, timeoutMs: BUSY_TIMEOUT_MS });
  if (!readOnly) {
    database.exec('PRAGMA journal_mode = DELETE');
    database.exec('PRAGMA synchronous = FULL');
  }
  // The first read rolls an interrupted transaction back.
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  return database;
}

function closing<Problem>(database: DatabaseSync, problem: Problem): Problem {
  database.close();
  return problem;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

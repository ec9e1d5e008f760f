/** Writes an evidence archive: as a whole, or not at all. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { labWords } from '../texts/words.ts';
import { TASK_VERSION } from '../experiment/executor/task-version.ts';
import {
  EVIDENCE_FORMAT,
  EVIDENCE_FORMAT_VERSION,
  evidenceFiles,
  LARGEST_ARCHIVE_BYTES,
  LARGEST_UNPACKED_BYTES,
  largestBytes,
  recordsFile,
  sha256Of,
  type Environment,
  type Manifest,
} from './evidence-format.ts';
import { instructions } from './instructions.ts';
import type { RecordShelf } from './record-shelf.ts';
import { sealArchive } from './seal.ts';

export interface EvidenceParts {
  /** Complete. */
  readonly result: RunResult;
  readonly run: Manifest['run'];
  /** Of all simulations of the run. */
  readonly records: RecordShelf;
  readonly environment: Environment;
  /** PDF. */
  readonly report: Uint8Array;
  readonly applicationVersion: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** ZIP files count from then: the same parts give the same bytes. */
const BEGINNING_OF_TIME = new Date(1980, 0, 1);

/** @param most bytes of the archive: what is larger, `lab verify` would not read */
export function writeEvidence(path: string, parts: EvidenceParts, most = LARGEST_ARCHIVE_BYTES): Reply<Manifest> {
  const { result, run, records, environment, report, applicationVersion, createdAt } = parts;
  const head = {
    format: EVIDENCE_FORMAT,
    formatVersion: EVIDENCE_FORMAT_VERSION,
    applicationVersion,
    engineVersion: result.engineVersion,
    recordVersion: TASK_VERSION,
    createdAt,
    run,
    seed: result.seed,
    points: result.points.length,
    simulations: records.size,
  } as const;
  const files: Manifest['files'] = [];
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const file = openSync(unfinished, 'wx');
    try {
      let [packedBytes, unpackedBytes] = [0, 0];
      const zip = new Zip((error, piece) => {
        if (error) throw error;
        packedBytes += piece.length;
        refuseAbove('the archive', packedBytes, most);
        writeSync(file, piece);
      });
      const add = (name: string, content: Uint8Array): void => {
        unpackedBytes += content.length;
        refuseAbove(name, content.length, largestBytes(name) ?? 0);
        refuseAbove('the archive, unpacked,', unpackedBytes, LARGEST_UNPACKED_BYTES);
        const entry = new ZipDeflate(name, { level: 6 });
        entry.mtime = BEGINNING_OF_TIME;
        zip.add(entry);
        entry.push(content, true);
      };
      const addListed = (name: string, content: Uint8Array): void => {
        add(name, content);
        files.push({ path: name, bytes: content.length, sha256: sha256Of(content) });
      };
      addListed(evidenceFiles.instructions, strToU8(instructions(head, result.scenario.name)));
      addListed(evidenceFiles.scenario, jsonBytes(result.scenario));
      addListed(evidenceFiles.result, jsonBytes(result));
      addListed(evidenceFiles.environment, jsonBytes(environment));
      addListed(evidenceFiles.report, report);
      for (const [name, keys] of keysByFile(records)) addListed(name, recordLines(records, keys));
      add(evidenceFiles.manifest, jsonBytes({ ...head, files }));
      zip.end();
    } finally {
      closeSync(file);
    }
    sealArchive(unfinished);
    renameSync(unfinished, path);
    return succeed({ ...head, files });
  } catch (error) {
    rmSync(unfinished, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof TooLarge ? labWords().evidence.runInParts : labWords().evidence.otherPlace;
    return refuse('failed', labWords().evidence.unwritten(basename(path), reason, remedy));
  }
}

class TooLarge extends Error {}

function refuseAbove(what: string, bytes: number, most: number): void {
  if (bytes > most) throw new TooLarge(`${what} would have at least ${bytes} bytes, and ${most} is the most`);
}

function jsonBytes(content: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(content, null, 2)}\n`);
}

function keysByFile(records: RecordShelf): Map<string, string[]> {
  const byFile = new Map<string, string[]>();
  for (const key of records.keys()) {
    const name = recordsFile(key);
    const keys = byFile.get(name);
    if (keys) keys.push(key);
    else byFile.set(name, [key]);
  }
  return byFile;
}

function recordLines(records: RecordShelf, keys: readonly string[]): Uint8Array {
  return strToU8(keys.map((key) => `${JSON.stringify({ key, record: records.find(key) })}\n`).join(''));
}

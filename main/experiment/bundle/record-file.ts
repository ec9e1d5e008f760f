/** The file of one record: there as a whole or not at all, and known to be sound and to belong here before it is used. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { RunRecord } from '../../engine/run-record.ts';
import { readRecord } from '../executor/record-schema.ts';
import { TASK_VERSION } from '../executor/task-version.ts';
import { recordPath } from './bundle-format.ts';

const recordFileSchema = z.strictObject({
  key: z.string(),
  /** TASK_VERSION of the engine that made it. */
  version: z.string(),
  /** Digest of the bundle's scenario. */
  scenario: z.string(),
  /** SHA-256 of the record's JSON: a file that was altered by a disk, or by hand, is not taken for one that was simulated. */
  sha256: z.string(),
  record: z.unknown(),
});

export type RecordFile =
  | { readonly kind: 'sound'; readonly record: RunRecord }
  | { readonly kind: 'missing' }
  /** `reason` completes "the file ...". */
  | { readonly kind: 'damaged' | 'foreign'; readonly reason: string };

/** Written beside its place and then renamed: a job that is killed meanwhile leaves a file that nobody reads. */
export function writeRecordFile(folder: string, scenario: string, key: string, record: RunRecord): void {
  const path = recordPath(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomUUID()}.part`;
  const content = { key, version: TASK_VERSION, scenario, sha256: digestOf(record), record };
  writeFileSync(unfinished, `${JSON.stringify(content)}\n`, { flush: true });
  renameSync(unfinished, path);
}

export function readRecordFile(folder: string, scenario: string, key: string): RecordFile {
  const path = recordPath(folder, key);
  if (!existsSync(path)) return { kind: 'missing' };
  let content: z.output<typeof recordFileSchema>;
  try {
    content = recordFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { kind: 'damaged', reason: 'is cut off, or is no record' };
  }
  if (content.sha256 !== digestOf(content.record)) return { kind: 'damaged', reason: 'was altered: its digest is not that of its record' };
  if (content.scenario !== scenario || content.key !== key) return { kind: 'foreign', reason: 'was made for something else' };
  if (content.version !== TASK_VERSION) return { kind: 'foreign', reason: `was made by version ${content.version}, not ${TASK_VERSION}` };
  try {
    return { kind: 'sound', record: readRecord(content.record) };
  } catch (error) {
    return { kind: 'damaged', reason: `is damaged: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** JSON that was read is written as it was: the order of keys is kept, and so is every bit of a number. */
function digestOf(record: unknown): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}

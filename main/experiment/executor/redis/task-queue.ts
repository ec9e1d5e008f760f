/**
 * What runs and workers have in common on a Redis server. Tasks are jobs of a BullMQ queue, under the key of their content; records stand beside it under the
 * same key. Whatever is left behind by a run or a worker that ended without notice goes away by itself.
 */
import type { JobsOptions } from 'bullmq';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import type { RunRecord } from '../../../engine/run-record.ts';
import { readRecord } from '../record-schema.ts';

/** Before every key of ours, so that the server can be shared with others. */
export const KEY_PREFIX = 'iovlab';

/** Workers of another version do not even see the tasks. */
export function queueNameFor(version: string): string {
  return `tasks-of-${version}`;
}

/** Tasks of one run that are on the server at a time: enough for hundreds of processors, some megabytes of memory. */
export const MOST_IN_FLIGHT = 512;

/** A record that nobody fetches goes away after it, s: its run ended without notice. When the run is started again within this time, it finds it. */
export const RECORD_LIFE_S = 3600;
/** A record that was fetched stays so long, s, for other runs that wait for the same simulation. */
export const FETCHED_LIFE_S = 10;

/** Times that a task may be taken over from a worker that vanished, before it counts as one that kills its workers. */
export const MOST_TAKEOVERS = 5;

export const jobOptions = {
  // A simulation is deterministic: one that failed would fail again.
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: { age: 600, count: 1000 },
} satisfies JobsOptions;

/** Data of a job. */
export interface TaskMessage {
  /** A SimulationTask, to be checked. */
  readonly task: unknown;
  /** Run that asked. */
  readonly run: string;
}

export function recordKey(version: string, key: string): string {
  return `${KEY_PREFIX}:record:${version}:${key}`;
}

const [deflate, inflate] = [promisify(deflateRaw), promisify(inflateRaw)];
/** No record comes near it, bytes. */
const LARGEST_RECORD = 256 * 1024 * 1024;

/** JSON keeps every bit of a finite number. */
export async function packRecord(record: RunRecord): Promise<Buffer> {
  return deflate(JSON.stringify(record));
}

/** Throws an error that says what is wrong. */
export async function unpackRecord(packed: Buffer): Promise<RunRecord> {
  return readRecord(JSON.parse((await inflate(packed, { maxOutputLength: LARGEST_RECORD })).toString('utf8')));
}

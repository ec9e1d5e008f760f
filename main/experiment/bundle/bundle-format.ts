/** What is where in a bundle: a folder with everything that simulates a scenario elsewhere. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../executor/task-key.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';

export const BUNDLE_FORMAT = 'iovlab-bundle';
const BUNDLE_FORMAT_VERSION = 1;

export const bundleSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  formatVersion: z.literal(BUNDLE_FORMAT_VERSION),
  /** TASK_VERSION of the engine in the bundle. */
  version: z.string(),
  /** Digest of the scenario: whose records these are. */
  scenario: z.string(),
  /** Jobs that the simulations are dealt out to: the indices 0 to slices - 1 of an array job. */
  slices: z.int().min(1),
  /** Simulations in the list. */
  simulations: z.int().min(0),
});
export type Bundle = z.output<typeof bundleSchema>;

export function newBundle(parts: Omit<Bundle, 'format' | 'formatVersion'>): Bundle {
  return { format: BUNDLE_FORMAT, formatVersion: BUNDLE_FORMAT_VERSION, ...parts };
}

export const bundleFiles = {
  bundle: 'bundle.json',
  scenario: 'scenario.json',
  tasks: 'tasks.jsonl',
  program: 'run-tasks.mjs',
  slurm: 'slurm.sh',
  kubernetes: 'kubernetes.yaml',
  instructions: 'README.md',
  records: 'records',
  logs: 'logs',
} as const;

/** Folders of 256 are enough for any file system: the first two digits of the key. */
export function recordPath(folder: string, key: string): string {
  return join(folder, bundleFiles.records, key.slice(0, 2), `${key}.json`);
}

export function scenarioDigest(scenario: Scenario): string {
  return createHash('sha256').update(canonicalJson(scenario)).digest('hex');
}

/** What is where in an evidence archive: a ZIP file with a run, with all that its numbers rest on, and with digests of it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

export const EVIDENCE_FORMAT = 'iovlab-evidence';
export const EVIDENCE_FORMAT_VERSION = 1;

export const evidenceFiles = {
  instructions: 'README.txt',
  manifest: 'manifest.json',
  scenario: 'scenario.json',
  result: 'result.json',
  environment: 'environment.json',
  report: 'report.pdf',
} as const;

/** Where the record of a simulation stands, a line of JSON: 256 files, whatever the number of simulations. */
export function recordsFile(key: string): string {
  return `simulations/${key.slice(0, 2)}.jsonl`;
}

const MEBIBYTE = 2 ** 20;

/** Bytes that a file of an archive has at most, unpacked; null: no such file belongs into one. */
export function largestBytes(path: string): number | null {
  if (/^simulations\/[0-9a-f]{2}\.jsonl$/.test(path)) return 256 * MEBIBYTE;
  switch (path) {
    case evidenceFiles.result:
      return 256 * MEBIBYTE;
    case evidenceFiles.report:
      return 64 * MEBIBYTE;
    case evidenceFiles.scenario:
    case evidenceFiles.environment:
      return 16 * MEBIBYTE;
    case evidenceFiles.manifest:
    case evidenceFiles.instructions:
      return MEBIBYTE;
    default:
      return null;
  }
}

/** The archive itself, and all of its files unpacked, bytes. */
export const LARGEST_ARCHIVE_BYTES = 1024 * MEBIBYTE;
export const LARGEST_UNPACKED_BYTES = 8 * 1024 * MEBIBYTE;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  formatVersion: z.literal(EVIDENCE_FORMAT_VERSION),
  /** Of the application that wrote the archive. */
  applicationVersion: z.string().max(100),
  engineVersion: z.string().max(100),
  /** Engine and shape of its records (TASK_VERSION): what can be compared bit for bit has it in common. */
  recordVersion: z.string().max(100),
  /** ISO 8601, UTC. */
  createdAt: z.string().max(100),
  run: z.strictObject({ runId: z.string().max(64), /** ISO 8601, UTC. */ startedAt: z.string().max(100) }),
  /** Of all random streams; each replication has streams of its own, by its number. */
  seed: z.int(),
  points: z.int().min(0),
  simulations: z.int().min(0),
  /** Every other file of the archive, by name. */
  files: z.array(z.strictObject({ path: z.string().max(100), bytes: z.int().min(0), sha256 })).max(300),
});
export type Manifest = z.output<typeof manifestSchema>;

export const recordLineSchema = z.strictObject({ key: sha256, record: z.unknown() });

/** The machine that wrote the archive. The numbers do not depend on it; fields may be added. */
export const environmentSchema = z.looseObject({
  node: z.string(),
  platform: z.string(),
  /** Of the operating system. */
  release: z.string(),
  architecture: z.string(),
  processor: z.string(),
  processors: z.int(),
  memoryBytes: z.number(),
});
export type Environment = z.output<typeof environmentSchema>;

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

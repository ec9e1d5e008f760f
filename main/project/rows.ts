/** Rows of the project file as SQLite gives them, and whether their digests hold. */
import { z } from 'zod';
import { digestOf } from './digest.ts';

export const runRowSchema = z.object({
  id: z.string(),
  scenario: z.string(),
  seed: z.int(),
  engine_version: z.string(),
  started_at: z.string(),
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  message: z.string(),
  complete: z.int(),
  digest: z.string(),
});
export type RunRow = z.infer<typeof runRowSchema>;

export const pointRowSchema = z.object({
  run_id: z.string(),
  ordinal: z.int(),
  point_id: z.string(),
  technique: z.string(),
  json: z.string(),
  digest: z.string(),
});
export type PointRow = z.infer<typeof pointRowSchema>;

export const summaryRowSchema = z.object({
  run_id: z.string(),
  ordinal: z.int(),
  technique: z.string(),
  measured: z.int(),
  settings: z.string(),
  json: z.string(),
  digest: z.string(),
});
export type SummaryRow = z.infer<typeof summaryRowSchema>;

export const simulationRowSchema = z.object({ key: z.string(), record: z.instanceof(Uint8Array), digest: z.string() });
export type SimulationRow = z.infer<typeof simulationRowSchema>;

export const measurementRowSchema = z.object({
  id: z.string(),
  run_id: z.string().nullable(),
  file_name: z.string(),
  added_at: z.string(),
  json: z.string(),
  digest: z.string(),
});
export type MeasurementRow = z.infer<typeof measurementRowSchema>;

export const draftRowSchema = z.object({ json: z.string(), digest: z.string() });

/** Over every field, so that a run that ended is never taken for one that did not. */
export function runDigest(run: Omit<RunRow, 'digest'>): string {
  return digestOf(run.id, run.scenario, run.seed, run.engine_version, run.started_at, run.status, run.message, run.complete);
}

export function pointDigest(point: Omit<PointRow, 'digest'>): string {
  return digestOf(point.run_id, point.ordinal, point.point_id, point.technique, point.json);
}

export function summaryDigest({ run_id, ordinal, technique, measured, settings, json }: Omit<SummaryRow, 'digest'>): string {
  return digestOf(run_id, ordinal, technique, measured, settings, json);
}

/** `run_id` is left out: it only says with which run the record goes. */
export function simulationDigest({ key, record }: Omit<SimulationRow, 'digest'>): string {
  return digestOf(key, Buffer.from(record).toString('base64'));
}

/** `run_id` is left out: it only says beside which run it is shown. */
export function measurementDigest(measurement: Omit<MeasurementRow, 'digest' | 'run_id'>): string {
  return digestOf(measurement.id, measurement.file_name, measurement.added_at, measurement.json);
}

/** The row, when it has the right shape and its digest holds; else null. */
export function soundRun(row: unknown): RunRow | null {
  const parsed = runRowSchema.safeParse(row);
  return parsed.success && runDigest(parsed.data) === parsed.data.digest ? parsed.data : null;
}

/** The row, when it has the right shape and its digest holds; else null. */
export function soundPoint(row: unknown): PointRow | null {
  const parsed = pointRowSchema.safeParse(row);
  return parsed.success && pointDigest(parsed.data) === parsed.data.digest ? parsed.data : null;
}

/** The row, when it has the right shape and its digest holds; else null. */
export function soundSummary(row: unknown): SummaryRow | null {
  const parsed = summaryRowSchema.safeParse(row);
  return parsed.success && summaryDigest(parsed.data) === parsed.data.digest ? parsed.data : null;
}

/** The row, when it has the right shape and its digest holds; else null. */
export function soundSimulation(row: unknown): SimulationRow | null {
  const parsed = simulationRowSchema.safeParse(row);
  return parsed.success && simulationDigest(parsed.data) === parsed.data.digest ? parsed.data : null;
}

/** The row, when it has the right shape and its digest holds; else null. */
export function soundMeasurement(row: unknown): MeasurementRow | null {
  const parsed = measurementRowSchema.safeParse(row);
  return parsed.success && measurementDigest(parsed.data) === parsed.data.digest ? parsed.data : null;
}

/** Text of the draft, when its digest holds; else null. */
export function soundDraft(row: unknown): string | null {
  const parsed = draftRowSchema.safeParse(row);
  return parsed.success && digestOf(parsed.data.json) === parsed.data.digest ? parsed.data.json : null;
}

/** A measurement of a project. */
import { z } from 'zod';
import { measuredResultSchema } from './schema.ts';

export const keptMeasurementSchema = z.strictObject({
  /** Identity in the project. */
  id: z.string().min(1).max(64),
  /** The run that it is laid beside; null: none. */
  runId: z.string().nullable(),
  /** Of the file that it was read from, without its folder. */
  fileName: z.string(),
  /** ISO 8601, UTC. */
  addedAt: z.string(),
  result: measuredResultSchema,
});
export type KeptMeasurement = z.infer<typeof keptMeasurementSchema>;

/** What small operations of a host take, timed by the lab itself. */
import { z } from 'zod';

const spreadSchema = z.strictObject({ lowerQuartile: z.number(), median: z.number(), upperQuartile: z.number() });
/** Over the repetitions. */
export type Spread = z.infer<typeof spreadSchema>;

export const microValueSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  unit: z.enum(['ns', 'ns/byte', 'packets/s', 'GHz']),
  /** Of a copy, bytes; else null. */
  sizeBytes: z.int().nullable(),
  ...spreadSchema.shape,
});
export type MicroValue = z.infer<typeof microValueSchema>;

export const measuredCostSchema = z.strictObject({
  /** Cost parameter of the model. */
  name: z.string(),
  unit: z.enum(['cycles', 'ns', 'ns/byte']),
  ...spreadSchema.shape,
  /** How it follows from what was timed, and what it does not hold. */
  derivation: z.string(),
  /** Whether the range of some cost model holds the median; else the host is another kind of machine, or was disturbed. */
  plausible: z.boolean(),
});
export type MeasuredCost = z.infer<typeof measuredCostSchema>;

/** Of each operation, when nothing else is said. */
export const MICRO_REPETITIONS = 9;

export const microProbeSchema = z.strictObject({
  host: z.string(),
  processor: z.string(),
  /** ISO 8601. */
  measuredAt: z.string(),
  repetitions: z.int(),
  /** The compiled helper, or Node itself. */
  timedBy: z.enum(['helper', 'node']),
  values: z.array(microValueSchema),
  costs: z.array(measuredCostSchema),
  /** Errors of the method and what could not be timed. */
  warnings: z.array(z.string()),
});
export type MicroProbe = z.infer<typeof microProbeSchema>;

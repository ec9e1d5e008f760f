/** What a tool measured on a real system, whatever the tool: written by the readers of its files, read by charts, tables and reports. */
import { z } from 'zod';
import { metricNames } from '../result/schema.ts';
import { words } from '../texts/words.ts';

export const measuringTools = ['iperf3', 'flent', 'trex', 'csit', 'csv', 'testbed'] as const;
export type MeasuringTool = (typeof measuringTools)[number];

/** Values that a series may have at most; longer ones are averaged in groups. */
export const MOST_MEASURED_POINTS = 2000;

export const measuredPointSchema = z
  .strictObject({
    /** Along the axis of the series; null without an axis. */
    x: z.number().nullable(),
    /** In the unit of the series. */
    value: z.number(),
    /** Between which the tool says that the value lies: both or none. */
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** Standard deviation of the samples that the value is the mean of, in the unit of the series. */
    deviation: z.number().nullable(),
  })
  .refine(({ low, high }) => low === null || high === null || low <= high, {
    path: ['high'],
    error: () => words().measured.turnedInterval,
  });
export type MeasuredPoint = z.infer<typeof measuredPointSchema>;

export const measuredAxisSchema = z.discriminatedUnion('kind', [
  /** Seconds from the start of the measurement. */
  z.strictObject({ kind: z.literal('time') }),
  /** A setting of scenarios, by its path and in its unit: `flows.0.traffic.load`. */
  z.strictObject({ kind: z.literal('setting'), path: z.string() }),
  /** Frames per second that were offered in all, however a scenario says it. */
  z.strictObject({ kind: z.literal('load') }),
]);
export type MeasuredAxis = z.infer<typeof measuredAxisSchema>;

export const measuredSeriesSchema = z.strictObject({
  /** What was measured, to tell the series apart: `stream 5`, `TCP download`, `NDR`. */
  label: z.string(),
  /** The metric of the lab that means the same; null where none does: it is then shown and laid beside nothing. */
  metric: z.enum(metricNames).nullable(),
  /** What the value is, in the words of the tool, with the layer whose bits are counted. */
  quantity: z.string(),
  /** Base unit, that of the metric where there is one: bit/s, pps, ns, ratio. */
  unit: z.string(),
  axis: measuredAxisSchema.nullable(),
  points: z.array(measuredPointSchema).max(MOST_MEASURED_POINTS),
  /** How the value was computed from what the tool wrote, with every assumption; empty: as it stands in the file. */
  conversion: z.string(),
});
export type MeasuredSeries = z.infer<typeof measuredSeriesSchema>;

export const measuredDistributionSchema = z.strictObject({
  label: z.string(),
  /** What was timed. */
  quantity: z.string(),
  /** Share of the samples that took no longer than so many ns; both rise. */
  steps: z.array(z.strictObject({ ns: z.number(), probability: z.number() })).max(MOST_MEASURED_POINTS),
});
export type MeasuredDistribution = z.infer<typeof measuredDistributionSchema>;

export const measuredResultSchema = z.strictObject({
  tool: z.enum(measuringTools),
  /** Version of the tool or of its format; empty when the file does not say. */
  toolVersion: z.string(),
  title: z.string(),
  /** ISO 8601, UTC; null when the file does not say. */
  measuredAt: z.string().nullable(),
  /** Under which the tool measured, as it says. */
  conditions: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  series: z.array(measuredSeriesSchema),
  distributions: z.array(measuredDistributionSchema),
  /** What of the file was not understood or left out, and what to know when reading the values. */
  warnings: z.array(z.string()),
});
export type MeasuredResult = z.infer<typeof measuredResultSchema>;

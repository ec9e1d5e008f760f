/** Costs that were fitted to measured values: what comes of `calibrate`, and what people read of it. */
import { z } from 'zod';
import { metricNames } from '../result/schema.ts';
import { settingValueSchema } from '../scenario/schema.ts';

/** Costs that are fitted at once, at most. */
export const MOST_FITTED_COSTS = 6;

export const calibrationSchema = z.strictObject({
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      /** Of all its numbers. */
      unit: z.string(),
      /** Before the fit. */
      before: z.number(),
      /** Range that the fit kept to. */
      low: z.number(),
      high: z.number(),
      fitted: z.number(),
      /** Between which it lies with 95 % confidence, as far as the values are scattered about a model that is right; null: they do not determine it. */
      interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
    }),
  ),
  values: z.array(
    z.strictObject({
      /** Of the measured series. */
      label: z.string(),
      metric: z.enum(metricNames),
      unit: z.string(),
      technique: z.string(),
      settings: z.record(z.string(), settingValueSchema),
      measured: z.number(),
      /** Simulated with the costs before the fit, and with the fitted ones. */
      before: z.number(),
      after: z.number(),
    }),
  ),
  /** Root of the mean square of the relative residuals. */
  error: z.strictObject({ before: z.number(), after: z.number() }),
  /** Share of the variance of the measured values, relative to themselves, that the fit explains; null: they are all alike. */
  rSquared: z.number().nullable(),
  /** Parameter vectors that were simulated. */
  evaluations: z.int(),
  /** What a reader must know: a bound that was hit, parameters that the values do not tell apart. */
  remarks: z.array(z.string()),
  /** The measurement that would narrow the least certain parameter most; null when no candidate narrows it. */
  next: z
    .strictObject({
      parameter: z.string(),
      sentence: z.string(),
      technique: z.string(),
      settings: z.record(z.string(), settingValueSchema),
      metric: z.enum(metricNames),
      /** Its interval afterwards, as a share of today's. */
      remaining: z.number(),
    })
    .nullable(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** Of the relative error, what a fit leaves at most that is worth anything. */
const MOST_LEFT = 0.99;

/** Whether the simulation with the fitted costs is nearer to what was measured. */
export function bringsNearer({ before, after }: Calibration['error']): boolean {
  return after < MOST_LEFT * before;
}

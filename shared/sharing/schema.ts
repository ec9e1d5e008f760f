/** What comes of laying two projects beside each other, and of bringing the runs of one into another. */
import { z } from 'zod';
import { metricNames } from '../result/schema.ts';
import { settingValueSchema } from '../scenario/schema.ts';

export const runIdentitySchema = z.strictObject({
  runId: z.string(),
  scenarioName: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  engineVersion: z.string(),
  seed: z.int(),
  points: z.int(),
});
export type RunIdentity = z.infer<typeof runIdentitySchema>;

export const metricDifferenceSchema = z.strictObject({
  metric: z.enum(metricNames),
  unit: z.string(),
  /** Means. */
  one: z.number(),
  other: z.number(),
  /** Of the other over the one; null where that is 0. */
  ratio: z.number().nullable(),
  /** Half-width of the 95 % interval of `other - one`; null: too few replications. */
  halfWidth: z.number().nullable(),
  /** Whether that interval excludes 0. */
  finding: z.enum(['real', 'unclear', 'unknown']),
  /** Over the replications of both, where they are independent: the runs differ in nothing but their seed. */
  pooled: z.strictObject({ mean: z.number(), ci95: z.number().nullable(), replications: z.int() }).nullable(),
});
export type MetricDifference = z.infer<typeof metricDifferenceSchema>;

export const runComparisonSchema = z.strictObject({
  one: runIdentitySchema,
  other: runIdentitySchema,
  /** Fields of the scenarios without their seeds. */
  scenario: z.array(z.strictObject({ path: z.string(), one: z.string().nullable(), other: z.string().nullable() })),
  /** Points with the very same figures. */
  identicalPoints: z.int(),
  /** Points of both with other figures. */
  points: z.array(
    z.strictObject({
      pointId: z.string(),
      technique: z.string(),
      settings: z.record(z.string(), settingValueSchema),
      metrics: z.array(metricDifferenceSchema),
    }),
  ),
  /** Ids of points. */
  onlyInOne: z.array(z.string()),
  onlyInOther: z.array(z.string()),
});
export type RunComparison = z.infer<typeof runComparisonSchema>;

export const projectComparisonSchema = z.strictObject({
  /** Runs of the same scenario, or of scenarios of the same name: the newest of each project. */
  pairs: z.array(runComparisonSchema),
  onlyInOne: z.array(runIdentitySchema),
  onlyInOther: z.array(runIdentitySchema),
});
export type ProjectComparison = z.infer<typeof projectComparisonSchema>;

export const mergeReportSchema = z.strictObject({
  runs: z.array(
    z.strictObject({
      /** Of the project that the run came from. */
      run: runIdentitySchema,
      /**
       * `added`: as a run of its own. `combined`: its points went into a run of the same scenario, seed and engine. `known`: it brings nothing new.
       * `contradicts`: of the same scenario, seed and engine with other figures, and therefore added as a run of its own.
       */
      outcome: z.enum(['added', 'combined', 'known', 'contradicts', 'unreadable']),
      /** In the project that it went into; empty: nowhere. */
      into: z.string(),
      /** Points that are new there, or better known. */
      points: z.int(),
      /** A point with other figures, or empty. */
      contradiction: z.string(),
    }),
  ),
  /** Measurements that were added. */
  measurements: z.int(),
});
export type MergeReport = z.infer<typeof mergeReportSchema>;

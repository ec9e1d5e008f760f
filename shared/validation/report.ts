/** What a validation finds: published against simulated values, point by point, and the errors in sum. Written by the lab, read by page and shell. */
import { z } from 'zod';
import { provenanceSchema } from '../catalogue/profiles.ts';
import { boundSchema, toleranceSchema } from './published.ts';

export const verdictSchema = z.enum(['within', 'off', 'failed', 'outside']);
/** `within` or `off` its tolerance, `failed` to give a number, `outside` the domain of applicability. */
export type Verdict = z.output<typeof verdictSchema>;

export const comparedPointSchema = z.strictObject({
  /** Label, or x with unit. */
  title: z.string(),
  source: z.string(),
  provenance: provenanceSchema,
  unit: z.string(),
  published: z.number(),
  /** What the source published for the same point at other times; they decide nothing but which orders it keeps itself. */
  repeats: z.array(z.number()).default([]),
  tolerance: toleranceSchema,
  bound: boundSchema.nullable(),
  /** Technique that was simulated; empty for a cost and outside the domain. */
  /** Name of the technique, or what is measured without one; empty where nothing is simulated. */
  technique: z.string(),
  /** In the published unit; null where nothing was simulated. */
  simulated: z.number().nullable(),
  /** Half-width of the 95 % interval; null with fewer than two replications, and for a cost. */
  ci95: z.number().nullable(),
  /** (simulated - published) / published; 0 inside a bound; null where there is none. */
  error: z.number().nullable(),
  verdict: verdictSchema,
  /** Why there is no number, or empty. */
  reason: z.string(),
});
export type ComparedPoint = z.output<typeof comparedPointSchema>;

const orderSchema = z.strictObject({ pairs: z.int(), agreeing: z.int() });

export const comparedExperimentSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['simulation', 'cost', 'outside']),
  role: z.enum(['calibrate', 'predict']),
  metric: z.string(),
  notes: z.string(),
  points: z.array(comparedPointSchema),
  /** Whether pairs of points stand in the published order; null where there is no pair to compare. */
  ordering: orderSchema
    .extend({
      /** Of these, pairs that compare techniques; null in a report from before they were told apart. */
      techniques: orderSchema.nullable().default(null),
    })
    .nullable(),
});
export type ComparedExperiment = z.output<typeof comparedExperimentSchema>;

export const errorSummarySchema = z.strictObject({
  /** Points with a verdict. */
  points: z.int(),
  within: z.int(),
  /** Within their tolerance or 20 %. */
  near: z.int(),
  /** Of the sizes of the relative errors; null where no point has one. */
  medianError: z.number().nullable(),
  worstError: z.number().nullable(),
});
export type ErrorSummary = z.output<typeof errorSummarySchema>;

const keptOrdersSchema = z.strictObject({ experiments: z.int(), agreeing: z.int() });

export const validationReportSchema = z.strictObject({
  engineVersion: z.string(),
  /** Whether it was cancelled before all points were done. */
  complete: z.boolean(),
  experiments: z.array(comparedExperimentSchema),
  summary: z.strictObject({
    /** Experiments by kind. */
    simulated: z.int(),
    costs: z.int(),
    outside: z.int(),
    /** Points of simulated experiments that are not compared, each with its reason. */
    pointsLeftOut: z.int(),
    /** Of the simulated points. */
    overall: errorSummarySchema,
    calibrate: errorSummarySchema,
    predict: errorSummarySchema,
    techniques: z.array(errorSummarySchema.extend({ technique: z.string() })),
    /** Of the compared costs. */
    cost: errorSummarySchema,
    /** Experiments with an order to keep, and those that keep it in every pair. */
    orderings: keptOrdersSchema.extend({
      /** The same of comparisons of techniques; null in a report from before they were told apart. */
      techniques: keptOrdersSchema.nullable().default(null),
    }),
  }),
});
export type ValidationReport = z.output<typeof validationReportSchema>;

/** A complete validation, as it is kept for its version of the engine. */
export const keptValidationSchema = z.strictObject({
  /** ISO 8601, UTC. */
  finishedAt: z.string(),
  report: validationReportSchema,
});
export type KeptValidation = z.output<typeof keptValidationSchema>;

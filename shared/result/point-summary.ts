/** A point without its parts: what lists, tables and charts along a sweep need of every one of thousands of points. The whole point is asked for by itself. */
import { z } from 'zod';
import { pointSchema, type PointResult, type RunResult } from './schema.ts';

export const pointSummarySchema = pointSchema
  .omit({
    replicationValues: true,
    warmup: true,
    flows: true,
    drops: true,
    queues: true,
    cycles: true,
    stages: true,
    exits: true,
    interrupts: true,
    copies: true,
    resources: true,
    contexts: true,
    latencyCdf: true,
    sensitivity: true,
    whatNext: true,
    parameters: true,
  })
  .extend({ vms: z.array(z.strictObject({ name: z.string() })) });

/** A whole point is one too. */
export type PointSummary = z.infer<typeof pointSummarySchema>;

/** Settings of a point, and whether some point there has figures. */
export interface PointPlace {
  readonly settings: PointSummary['settings'];
  readonly measured: boolean;
}

/** Where these points lie. */
export function placesOf(points: readonly PointSummary[]): readonly PointPlace[] {
  return points.map((point) => ({ settings: point.settings, measured: isMeasured(point) }));
}

/** A run without its points. */
export type RunHead = Omit<RunResult, 'points'>;

/** A run with no more of its points than their summaries; one with whole points is such a run too. */
export interface SummarizedRun extends RunHead {
  readonly points: readonly PointSummary[];
}

const summaryFields = new Set(Object.keys(pointSummarySchema.shape));

/** The summary of a point; what it had beyond the schema is left out too. */
export function summaryOf({ vms, ...point }: PointResult): PointSummary {
  const names = vms.map(({ name }) => ({ name }));
  return Object.fromEntries(
    Object.entries({ ...point, vms: names }).filter(([field]) => summaryFields.has(field)),
  ) as unknown as PointSummary;
}

/** Whether a point has figures: those of refused techniques, and of points without a simulation, have none. */
export function isMeasured({ refusal, replications }: Pick<PointSummary, 'refusal' | 'replications'>): boolean {
  return refusal === null && replications > 0;
}

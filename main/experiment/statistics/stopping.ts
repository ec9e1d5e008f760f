/**
 * Sequential stopping: replications are added in rounds of fixed size until the intervals of the chosen metrics are small enough (A. M. Law, Simulation
 * Modeling and Analysis, "sequential procedure" for a relative precision). Decisions are made on whole rounds in replication order, so that they do not
 * depend on how many workers there are or which of them was faster.
 */
import type { Metric, Stopping } from '../../../shared/result/schema.ts';
import type { StoppingRule } from '../../../shared/scenario/schema.ts';

/** Replications of a round. */
const ROUND = 5;

export interface ReplicationBounds {
  readonly done: number;
  readonly most: number;
}

/** Replications of the next round, 0 when the point has as many as it may. */
export function nextRound({ done, most }: ReplicationBounds): number {
  return Math.max(0, Math.min(ROUND, most - done));
}

/** Why no replications are added to a point with these metrics; null when some are. `unstable`: its latencies grow without bound. */
export function stopped(
  rule: StoppingRule,
  metrics: Readonly<Record<string, Metric>>,
  bounds: ReplicationBounds,
  unstable: boolean,
): Stopping | null {
  const least = leastKnown(rule, metrics);
  // A metric without an interval has none because the point is unstable: there is nothing to wait for.
  if (unstable && least.relativeHalfWidth === null) return { reason: 'unstable', ...least };
  if (least.relativeHalfWidth !== null && least.relativeHalfWidth <= rule.relativeHalfWidth) return { reason: 'precision', ...least };
  return nextRound(bounds) === 0 ? { reason: 'maximum', ...least } : null;
}

function leastKnown(
  { metrics: names }: StoppingRule,
  metrics: Readonly<Record<string, Metric>>,
): Pick<Stopping, 'metric' | 'relativeHalfWidth'> {
  const known = names.map((metric) => ({ metric, relativeHalfWidth: relativeHalfWidth(metrics[metric]) }));
  const size = (one: (typeof known)[number]): number => one.relativeHalfWidth ?? Number.POSITIVE_INFINITY;
  return known.reduce((worst, one) => (size(one) > size(worst) ? one : worst));
}

/** Half-width of the interval in parts of the mean; 0 where replications do not vary, null where there is no interval, or a mean of 0 that varies. */
export function relativeHalfWidth(metric: Metric | undefined): number | null {
  if (!metric || metric.ci95 === null) return null;
  if (metric.ci95 === 0) return 0;
  return metric.mean === 0 ? null : metric.ci95 / Math.abs(metric.mean);
}

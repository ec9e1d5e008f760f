/** The interval of a metric that holds the uncertainty of the costs as well as that of the replications. */
import type { Metric, MetricName } from '../../../shared/result/schema.ts';
import type { MetricValues } from '../point-metrics.ts';

/** A draw beside the same replication with the costs as they are. */
export interface DrawnMetrics {
  readonly drawn: MetricValues;
  readonly base: MetricValues;
}

/** At each end one in this many draws is left out: 95 % is what lies between. */
const DRAWS_FOR_EACH_LEFT_OUT = 40;

/** With fewer than two draws there is no interval, and the metrics are as they were. */
export function withCostUncertainty(metrics: Readonly<Record<string, Metric>>, draws: readonly DrawnMetrics[]): Record<string, Metric> {
  if (draws.length < 2) return { ...metrics };
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => [name, { ...metric, uncertainty: intervalOf(name as MetricName, metric, draws) }]),
  );
}

/**
 * Draws are compared with the same packets (common random numbers), so that a difference is of the costs alone; it is set off from the mean over
 * replications. Both uncertainties are independent: their half-widths add as squares, at each end of its own.
 */
function intervalOf(name: MetricName, { mean, ci95, unit }: Metric, draws: readonly DrawnMetrics[]): NonNullable<Metric['uncertainty']> {
  const { low, high, probability } = predictionInterval(draws.map(({ drawn, base }) => drawn[name] - base[name]));
  const chance = ci95 ?? 0;
  // Ratios and indices end at 1, and nothing is negative.
  const most = unit === 'ratio' || unit === '' ? Math.max(1, mean) : Number.POSITIVE_INFINITY;
  return {
    low: Math.max(0, mean - Math.hypot(Math.max(0, -low), chance)),
    high: Math.min(most, mean + Math.hypot(Math.max(0, high), chance)),
    draws: draws.length,
    probability,
  };
}

/**
 * Between the r-th smallest and the r-th largest of N independent values a further one lies with probability (N + 1 - 2r) / (N + 1), whatever their
 * distribution (order statistics; S. Wilks, 1941). r is as large as 95 % allows, at least 1: fewer than 39 values give less than 95 %.
 */
export function predictionInterval(values: readonly number[]): {
  readonly low: number;
  readonly high: number;
  readonly probability: number;
} {
  const sorted = values.toSorted((one, other) => one - other);
  const count = sorted.length;
  const rank = Math.max(1, Math.floor((count + 1) / DRAWS_FOR_EACH_LEFT_OUT));
  return {
    low: sorted[rank - 1] ?? 0,
    high: sorted[count - rank] ?? 0,
    probability: (count + 1 - 2 * rank) / (count + 1),
  };
}

/** Whether two means differ: Welch's t from what results keep, the mean, its 95 % interval and the number of replications. */
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Metric } from '../../../shared/result/schema.ts';

export interface Sample {
  readonly metric: Metric;
  readonly replications: number;
}

/** `real`: the interval of the difference excludes 0. `unclear`: it does not. `unknown`: too few replications for an interval. */
export type Finding = 'real' | 'unclear' | 'unknown';

export interface Difference {
  /** This mean minus the baseline's, in the unit of the metric. */
  readonly amount: number;
  /** In parts of the baseline's mean; null when that is 0. */
  readonly ratio: number | null;
  /** Half-width of the 95 % interval of the amount; null with a single replication. */
  readonly ci95: number | null;
  readonly finding: Finding;
}

/**
 * The two samples are taken as independent. Techniques of one run see the same packets, so their true uncertainty is mostly smaller: a difference
 * called real is real at 95 % or better, one called unclear may still exist.
 */
export function differenceOf(sample: Sample, baseline: Sample): Difference {
  const amount = sample.metric.mean - baseline.metric.mean;
  const ratio = baseline.metric.mean === 0 ? null : amount / Math.abs(baseline.metric.mean);
  const one = standardError(sample);
  const other = standardError(baseline);
  if (one === null || other === null) return { amount, ratio, ci95: null, finding: 'unknown' };
  const ci95 =
    one === 0 && other === 0 ? 0 : welchQuantile(one, sample.replications, other, baseline.replications) * Math.hypot(one, other);
  return { amount, ratio, ci95, finding: Math.abs(amount) > ci95 ? 'real' : 'unclear' };
}

/** Standard error of a mean, from the half-width of its Student interval. */
function standardError({ metric, replications }: Sample): number | null {
  if (metric.ci95 === null || replications < 2) return null;
  return metric.ci95 / studentQuantile(0.975, replications - 1);
}

/** Quantile of Student's t with the degrees of freedom of Welch and Satterthwaite. */
function welchQuantile(one: number, oneCount: number, other: number, otherCount: number): number {
  const freedom = (one ** 2 + other ** 2) ** 2 / (one ** 4 / (oneCount - 1) + other ** 4 / (otherCount - 1));
  return studentQuantile(0.975, freedom);
}

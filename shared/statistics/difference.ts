/** Whether two means differ: by pairs of replications that saw the same packets, or, where there are none, by Welch's t from means and intervals. */
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { halfWidthOf, meanOf } from './confidence.ts';

export interface Sample {
  /** Mean and half-width of its 95 % Student interval; null where no interval can be given. */
  readonly metric: { readonly mean: number; readonly ci95: number | null };
  readonly replications: number;
  /** Values by number of the replication, where they are kept. */
  readonly values?: ReadonlyMap<number, number> | undefined;
}

export interface Test {
  /** With which the interval holds the difference, 0 to 1. */
  readonly confidence: number;
  /** Whether replication r of both samples saw the same packets (common random numbers). */
  readonly samePackets: boolean;
}

/** `real`: the interval of the difference excludes 0. `unclear`: it does not. `unknown`: too few replications for an interval. */
export type Finding = 'real' | 'unclear' | 'unknown';

export interface Difference {
  /** This mean minus the baseline's, in the unit of the metric. */
  readonly amount: number;
  /** In parts of the baseline's mean; null when that is 0. */
  readonly ratio: number | null;
  /** Half-width of the interval of the amount; null where there is none. */
  readonly halfWidth: number | null;
  readonly finding: Finding;
  /** Pairs of replications that it rests on; 0 where the samples are taken as independent. */
  readonly pairs: number;
}

/** A half-width this small, as a share of the means, is the rounding of differences that are equal. */
const ROUNDING = 1e-12;

/**
 * Pairs: Student's t over the differences of the replications that both samples have. Chance that both share falls out, so that the interval is mostly
 * far narrower than that of independent samples, and it is right whatever the two have in common. Otherwise Welch's t, which takes the samples as independent.
 */
export function differenceOf(sample: Sample, baseline: Sample, { confidence, samePackets }: Test): Difference {
  const pairs = samePackets ? pairedDifferences(sample, baseline) : [];
  const isPaired = pairs.length >= 2;
  const amount = isPaired ? meanOf(pairs) : sample.metric.mean - baseline.metric.mean;
  const ratio = baseline.metric.mean === 0 ? null : amount / Math.abs(baseline.metric.mean);
  const width = isPaired ? halfWidthOf(pairs, confidence) : welchHalfWidth(sample, baseline, confidence);
  if (width === null) return { amount, ratio, halfWidth: null, finding: 'unknown', pairs: 0 };
  const scale = Math.max(Math.abs(sample.metric.mean), Math.abs(baseline.metric.mean));
  const halfWidth = width <= ROUNDING * scale ? 0 : width;
  const isReal = Math.abs(amount) > Math.max(halfWidth, ROUNDING * scale);
  return { amount: isReal || halfWidth > 0 ? amount : 0, ratio, halfWidth, finding: isReal ? 'real' : 'unclear', pairs: pairs.length };
}

/** Of the replications that both have; none where a mean is given no interval, since its replications do not tell how well it is known. */
function pairedDifferences(sample: Sample, baseline: Sample): number[] {
  if (sample.metric.ci95 === null || baseline.metric.ci95 === null) return [];
  return [...(sample.values ?? [])].flatMap(([number, value]) => {
    const other = baseline.values?.get(number);
    return other === undefined ? [] : [value - other];
  });
}

function welchHalfWidth(sample: Sample, baseline: Sample, confidence: number): number | null {
  const one = standardError(sample);
  const other = standardError(baseline);
  if (one === null || other === null) return null;
  if (one === 0 && other === 0) return 0;
  // Degrees of freedom of Welch and Satterthwaite.
  const freedom = (one ** 2 + other ** 2) ** 2 / (one ** 4 / (sample.replications - 1) + other ** 4 / (baseline.replications - 1));
  return studentQuantile((1 + confidence) / 2, freedom) * Math.hypot(one, other);
}

/** Standard error of a mean, from the half-width of its Student interval. */
function standardError({ metric, replications }: Sample): number | null {
  if (metric.ci95 === null || replications < 2) return null;
  return metric.ci95 / studentQuantile(0.975, replications - 1);
}

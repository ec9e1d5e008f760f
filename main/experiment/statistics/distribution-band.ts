/** The latency distribution of a point with its band. */
import type { PointResult } from '../../../shared/result/schema.ts';
import { halfWidthOf } from '../../../shared/statistics/confidence.ts';
import { bucketMiddleNs } from '../../engine/kernel/histogram.ts';

/** Steps of the latency distribution kept in a result. */
const STEPS = 100;
const CONFIDENCE = 0.95;

export interface LatencyHistogram {
  /** Ascending numbers of kernel/histogram.ts. */
  readonly buckets: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Cumulative distribution over all samples at some hundred latencies, and a pointwise 95 % band: at each latency the share of samples below it has one
 * value for each replication, and Student's t over these values gives its interval. Samples of one run follow each other and are no independent draws,
 * so that a band from their number alone (Dvoretzky, Kiefer and Wolfowitz; binomial) would be too narrow; replications are independent.
 *
 * @param unstable the distribution depends on the length of the run: no band.
 */
export function latencyDistribution(replications: readonly LatencyHistogram[], unstable: boolean): PointResult['latencyCdf'] {
  const all = mergedCounts(replications);
  const steps = stepsOf(all);
  if (unstable || replications.length < 2) return steps.map(({ ns, probability }) => ({ ns, probability }));
  const shares = replications.map((own) => sharesAt(own, steps));
  return steps.map(({ ns, probability }, step) => {
    const halfWidth = halfWidthOf(
      shares.map((own) => own[step] ?? 0),
      CONFIDENCE,
    );
    return { ns, probability, low: Math.max(0, probability - halfWidth), high: Math.min(1, probability + halfWidth) };
  });
}

interface Step {
  readonly bucket: number;
  readonly ns: number;
  readonly probability: number;
}

/** A step at every hundredth, and at the last sample. */
function stepsOf({ buckets, counts }: LatencyHistogram): Step[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const steps: Step[] = [];
  let seen = 0;
  let nextStep = 0;
  for (const [i, bucket] of buckets.entries()) {
    seen += counts[i] ?? 0;
    if (seen / total < nextStep && seen !== total) continue;
    steps.push({ bucket, ns: bucketMiddleNs(bucket), probability: seen / total });
    nextStep = Math.floor((seen / total) * STEPS + 1) / STEPS;
  }
  return steps;
}

/** Share of the samples up to the bucket of each step, its whole width included. */
function sharesAt({ buckets, counts }: LatencyHistogram, steps: readonly Step[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  let at = 0;
  return steps.map(({ bucket }) => {
    while (at < buckets.length && (buckets[at] ?? 0) <= bucket) seen += counts[at++] ?? 0;
    return total > 0 ? seen / total : 0;
  });
}

function mergedCounts(replications: readonly LatencyHistogram[]): LatencyHistogram {
  const merged = new Map<number, number>();
  for (const { buckets, counts } of replications)
    for (const [i, bucket] of buckets.entries()) merged.set(bucket, (merged.get(bucket) ?? 0) + (counts[i] ?? 0));
  const buckets = [...merged.keys()].sort((one, other) => one - other);
  return { buckets, counts: buckets.map((bucket) => merged.get(bucket) ?? 0) };
}

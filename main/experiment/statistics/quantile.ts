/** Quantiles of a latency histogram as estimates of those of the latency itself. */
import { bucketLowNs } from '../../engine/kernel/histogram.ts';

/** Samples beyond a percentile without which it is not to be trusted. */
export const SAMPLES_BEYOND = 10;

/** Samples that the quantile needs: ten beyond it. */
export function samplesFor(probability: number): number {
  // 10 / (1 - 0.9) is a hair more than 100.
  return Math.ceil(SAMPLES_BEYOND / (1 - probability) - 1e-6);
}

/**
 * Quantile of the distribution that the samples are of, ns; NaN of none. Its rank is n p + (p + 1) / 3 (Hyndman and Fan, The American Statistician 50(4), 1996,
 * definition 8): its median hardly depends on the number of samples, so that the mean over short replications does not lean to one side, as the plain
 * order statistic does. Samples are taken as spread evenly over their bucket: with its middle, replications would agree to more digits than they have.
 *
 * @param buckets ascending numbers of kernel/histogram.ts, with their `counts`.
 */
export function estimateQuantileNs(buckets: readonly number[], counts: readonly number[], probability: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rank = Math.min(total, Math.max(1, total * probability + (probability + 1) / 3));
  const below = Math.floor(rank);
  const belowNs = sampleNs(buckets, counts, below);
  return rank === below ? belowNs : belowNs + (rank - below) * (sampleNs(buckets, counts, below + 1) - belowNs);
}

/** The sample of a rank, 1 for the least: the j-th of the c samples of a bucket stands at (j - 1/2) / c of its width. */
function sampleNs(buckets: readonly number[], counts: readonly number[], rank: number): number {
  let seen = 0;
  for (const [index, bucket] of buckets.entries()) {
    const count = counts[index] ?? 0;
    if (seen + count >= rank) return bucketLowNs(bucket) + ((rank - seen - 0.5) / count) * (bucketLowNs(bucket + 1) - bucketLowNs(bucket));
    seen += count;
  }
  return Number.NaN;
}

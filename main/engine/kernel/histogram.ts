/**
 * Log-bucketed histogram of latencies. Each octave has 64 equal buckets, so a value is off by at most half a bucket: 1/128 < 0.8 %.
 * Values below 1 ns fall into the first bucket, above 2^40 ns (18 minutes) into the last.
 */
const SUB_BUCKETS = 64;
const OCTAVES = 40;
export const BUCKET_COUNT = SUB_BUCKETS * OCTAVES;

/** Bucket of a latency in ns. */
export function bucketOf(valueNs: number): number {
  if (!(valueNs > 1)) return 0;
  const octave = Math.min(OCTAVES - 1, 31 - Math.clz32(valueNs >= 4294967296 ? 0xffffffff : valueNs >>> 0));
  if (valueNs < 4294967296) return octave * SUB_BUCKETS + (((valueNs / 2 ** octave - 1) * SUB_BUCKETS) | 0);
  const high = Math.min(OCTAVES - 1, Math.floor(Math.log2(valueNs)));
  return Math.min(BUCKET_COUNT - 1, high * SUB_BUCKETS + (((valueNs / 2 ** high - 1) * SUB_BUCKETS) | 0));
}

/** Middle of a bucket, ns. */
export function bucketMiddleNs(bucket: number): number {
  const octave = Math.floor(bucket / SUB_BUCKETS);
  return 2 ** octave * (1 + ((bucket % SUB_BUCKETS) + 0.5) / SUB_BUCKETS);
}

/** Quantile of a sparse histogram (ascending buckets and their counts), ns; NaN when it is empty. */
export function quantileNs(buckets: readonly number[], counts: readonly number[], probability: number): number {
  let total = 0;
  for (const count of counts) total += count;
  if (total === 0) return Number.NaN;
  const rank = Math.max(1, Math.ceil(probability * total));
  let seen = 0;
  for (let i = 0; i < buckets.length; i++) {
    seen += counts[i] ?? 0;
    if (seen >= rank) return bucketMiddleNs(buckets[i] ?? 0);
  }
  return bucketMiddleNs(buckets[buckets.length - 1] ?? 0);
}

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

/** Lower end of a bucket, ns: the upper end of the one before. */
export function bucketLowNs(bucket: number): number {
  const octave = Math.floor(bucket / SUB_BUCKETS);
  return 2 ** octave * (1 + (bucket % SUB_BUCKETS) / SUB_BUCKETS);
}

/** Middle of a bucket, ns. */
export function bucketMiddleNs(bucket: number): number {
  const octave = Math.floor(bucket / SUB_BUCKETS);
  return 2 ** octave * (1 + ((bucket % SUB_BUCKETS) + 0.5) / SUB_BUCKETS);
}

/** The buckets of a histogram from the first that holds something to the last. */
export interface HistogramSpan {
  readonly first: number;
  readonly counts: Uint32Array;
}

/** A histogram that grows. Latencies lie in a few octaves, so that a copy of the span that is in use is far smaller than one of all buckets. */
export class Histogram {
  private readonly counts = new Uint32Array(BUCKET_COUNT);
  private first = BUCKET_COUNT;
  private end = 0;

  add(valueNs: number): void {
    const bucket = bucketOf(valueNs);
    this.counts[bucket]++;
    if (bucket < this.first) this.first = bucket;
    if (bucket >= this.end) this.end = bucket + 1;
  }

  /** A copy of what it holds now. */
  snapshot(): HistogramSpan {
    return { first: this.first, counts: this.counts.slice(this.first, this.end) };
  }
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

/** Histograms of latencies as they leave the engine: only the buckets that hold something. */
import { BUCKET_COUNT, type HistogramSpan } from './histogram.ts';

/** Buckets that are not empty, ascending, and their counts. */
export interface SparseHistogram {
  readonly buckets: number[];
  readonly counts: number[];
}

/** The sum of some histograms less the sum of others: what came between two moments. */
export function sparseDifference(sums: readonly HistogramSpan[], less: readonly HistogramSpan[]): SparseHistogram {
  const held = [...sums, ...less].filter((span) => span.counts.length > 0);
  const first = Math.min(BUCKET_COUNT, ...held.map((span) => span.first));
  const end = Math.max(first, ...held.map((span) => span.first + span.counts.length));
  const all = new Float64Array(end - first);
  for (const span of sums) addSpan(all, first, span, 1);
  for (const span of less) addSpan(all, first, span, -1);
  const buckets: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < all.length; i++) {
    if (all[i] === 0) continue;
    buckets.push(first + i);
    counts.push(all[i]);
  }
  return { buckets, counts };
}

/** Adds the span, times `sign`, to the counts of the buckets from `first` on. */
function addSpan(all: Float64Array, first: number, span: HistogramSpan, sign: 1 | -1): void {
  const offset = span.first - first;
  for (let i = 0; i < span.counts.length; i++) all[offset + i] += sign * span.counts[i];
}

/** Histograms of latencies as they leave the engine: only the buckets that hold something. */
import { BUCKET_COUNT } from './histogram.ts';

/** Buckets that are not empty, ascending, and their counts. */
export interface SparseHistogram {
  readonly buckets: number[];
  readonly counts: number[];
}

/** The sum of some histograms less the sum of others: what came between two moments. */
export function sparseDifference(sums: readonly Uint32Array[], less: readonly Uint32Array[]): SparseHistogram {
  const all = new Float64Array(BUCKET_COUNT);
  for (const histogram of sums) for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) all[bucket] += histogram[bucket];
  for (const histogram of less) for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) all[bucket] -= histogram[bucket];
  const buckets: number[] = [];
  const counts: number[] = [];
  for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) {
    if (all[bucket] === 0) continue;
    buckets.push(bucket);
    counts.push(all[bucket]);
  }
  return { buckets, counts };
}

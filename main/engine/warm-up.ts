/** Where the measurement window of a run begins. */
import { mser5 } from './kernel/mser.ts';
import type { RunRecord } from './run-record.ts';

/** Slices of a run for the series; a moment is kept after every fifth in the first half, for the warm-up cut. */
export const SLICES = 200;
export const SLICES_PER_MOMENT = 5;

/** Number of the moment at which the measurement window begins. */
export function warmupMoments(warmup: 'automatic' | number, durationNs: number, series: RunRecord['series']): number {
  if (warmup !== 'automatic') {
    const sliceNs = (durationNs / SLICES) * SLICES_PER_MOMENT;
    return Math.min(SLICES / 2 / SLICES_PER_MOMENT, Math.ceil((warmup * 1e6) / sliceNs));
  }
  let lastNs = 0;
  const latencies = series.map(({ delivered, latencySumNs }) => (lastNs = delivered > 0 ? latencySumNs / delivered : lastNs));
  return mser5(latencies) / SLICES_PER_MOMENT;
}

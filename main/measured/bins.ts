/** Latency known by bins: a distribution, and percentiles with the bin that they lie in. */
import type { MeasuredDistribution, MeasuredSeries } from '../../shared/measured/schema.ts';
import { single, thinned } from './series.ts';

export interface Bin {
  /** Ends of the bin, ns: values are at least `low` and less than `high`. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const percentiles = [
  { share: 0.5, metric: 'latencyP50Ns' },
  { share: 0.95, metric: 'latencyP95Ns' },
  { share: 0.99, metric: 'latencyP99Ns' },
  { share: 0.999, metric: 'latencyP999Ns' },
] as const;

/** @param bins by value ascending; empty ones may be left out. */
export function distributionOfBins(label: string, quantity: string, bins: readonly Bin[]): MeasuredDistribution | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total <= 0) return null;
  let below = 0;
  const steps = bins.map(({ high, count }) => {
    below += count;
    return { ns: high, probability: Math.min(1, below / total) };
  });
  return { label, quantity, steps: thinned(steps) };
}

/** Median to 99.9th percentile: the middle of the bin, with its ends. @param unmatched measured at another load than a run simulates: no metric. */
export function percentilesOfBins(label: string, quantity: string, bins: readonly Bin[], unmatched = false): MeasuredSeries[] {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return percentiles.flatMap(({ share, metric }) => {
    let below = 0;
    const bin = bins.find(({ count }) => (below += count) >= share * total);
    if (!bin || total <= 0) return [];
    return [
      {
        label,
        metric: unmatched ? null : metric,
        quantity: `${quantity}, ${100 * share} %`,
        unit: 'ns',
        axis: null,
        points: single((bin.low + bin.high) / 2, bin),
        conversion: 'the middle of the bin that it lies in; the interval is the bin',
      },
    ];
  });
}

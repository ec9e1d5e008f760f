import { describe, expect, it } from 'vitest';
import { BUCKET_COUNT, bucketMiddleNs, bucketOf, Histogram, quantileNs } from './histogram.ts';
import { RandomStream } from './random-stream.ts';
import { sparseDifference } from './sparse-histogram.ts';

/** Sparse histogram of the values, as a record keeps it. */
function histogramOf(values: readonly number[]): { buckets: number[]; counts: number[] } {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  const buckets = [...counts.keys()].sort((one, other) => one - other);
  return { buckets, counts: buckets.map((bucket) => counts.get(bucket) ?? 0) };
}

describe('latency histogram', () => {
  it('is off by at most 1 % from 1 ns to 18 minutes', () => {
    for (let valueNs = 1; valueNs < 2 ** 40; valueNs *= 1.00037) {
      expect(Math.abs(bucketMiddleNs(bucketOf(valueNs)) / valueNs - 1), `${valueNs} ns`).toBeLessThan(0.01);
    }
  });

  it('has buckets in the order of their values, without gaps', () => {
    for (let bucket = 1; bucket < BUCKET_COUNT; bucket++) {
      expect(bucketMiddleNs(bucket)).toBeGreaterThan(bucketMiddleNs(bucket - 1));
      expect(bucketOf(bucketMiddleNs(bucket))).toBe(bucket);
    }
  });

  it('begins a bucket at each power of two, also beyond 32 bits', () => {
    for (let octave = 1; octave < 40; octave++) {
      expect(bucketOf(2 ** octave)).toBe(64 * octave);
      expect(bucketOf(2 ** octave * (1 - 1e-12))).toBe(64 * octave - 1);
    }
  });

  it('puts what is out of range into the first and the last bucket', () => {
    expect([0, 0.3, 1].map(bucketOf)).toEqual([0, 0, 0]);
    expect([2 ** 40, 1e15].map(bucketOf)).toEqual([BUCKET_COUNT - 1, BUCKET_COUNT - 1]);
  });
});

describe('quantiles of a histogram', () => {
  it('are those of the sorted values, within 1 %', () => {
    const stream = new RandomStream(1, 0, 'latencies');
    const values = Array.from({ length: 20_000 }, () => stream.exponential(30_000));
    const { buckets, counts } = histogramOf(values);
    const sorted = [...values].sort((one, other) => one - other);
    for (const probability of [0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = sorted[Math.ceil(probability * sorted.length) - 1] ?? Number.NaN;
      expect(Math.abs(quantileNs(buckets, counts, probability) / exact - 1), `p${100 * probability}`).toBeLessThan(0.01);
    }
  });

  it('take the first value for 0 and the last for 1', () => {
    const { buckets, counts } = histogramOf([10, 20, 20, 40]);
    expect([0, 0.25, 0.26, 0.75, 0.76, 1].map((probability) => bucketOf(quantileNs(buckets, counts, probability)))).toEqual(
      [10, 10, 20, 20, 40, 40].map(bucketOf),
    );
  });

  it('are unknown when nothing was counted', () => {
    expect(quantileNs([], [], 0.5)).toBeNaN();
    expect(quantileNs([3], [0], 0.5)).toBeNaN();
  });

  it('stay in the last bucket when a rounded probability asks for more than all', () => {
    expect(quantileNs([640], [3], 1.1)).toBe(bucketMiddleNs(640));
  });
});

describe('what came into histograms between two moments', () => {
  it('is the sum of the later snapshots less that of the earlier ones, whatever their spans', () => {
    const one = new Histogram();
    const other = new Histogram();
    const empty = new Histogram();
    for (const valueNs of [1000, 1000, 5e6]) one.add(valueNs);
    const before = [one, other, empty].map((histogram) => histogram.snapshot());
    for (const valueNs of [10, 1000, 7e9]) one.add(valueNs);
    for (const valueNs of [1000, 0.5, 2 ** 41]) other.add(valueNs);
    const after = [one, other, empty].map((histogram) => histogram.snapshot());

    expect(sparseDifference(after, before)).toEqual(histogramOf([10, 1000, 7e9, 1000, 0.5, 2 ** 41]));
    expect(sparseDifference(before, before)).toEqual({ buckets: [], counts: [] });
    expect(sparseDifference([empty.snapshot()], [])).toEqual({ buckets: [], counts: [] });
  });

  it('is not changed by what comes later', () => {
    const histogram = new Histogram();
    histogram.add(300);
    const early = histogram.snapshot();
    histogram.add(300);
    expect(sparseDifference([early], [])).toEqual(histogramOf([300]));
  });
});

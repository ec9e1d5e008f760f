import { describe, expect, it } from 'vitest';
import { mser5 } from './mser.ts';
import { RandomStream } from './random-stream.ts';

const batches = (...means: number[]) => means.flatMap((mean) => new Array<number>(5).fill(mean));

describe('warm-up by MSER-5', () => {
  /**
   * By hand, batch means 10, 1, 2, 1, 2, 1. Squared standard error of what remains, sum of squared deviations / n^2:
   * cut 0: 62.83 / 36 = 1.745; cut 1: 1.2 / 25 = 0.048; cut 2: 1 / 16 = 0.0625; cut 3: (2/3) / 9 = 0.0741. The least is at cut 1.
   */
  it('cuts the batch that stands out of a series computed by hand', () => {
    expect(mser5(batches(10, 1, 2, 1, 2, 1))).toBe(5);
  });

  /** Batch means 9, 6, 3, 1, 1, 1, 1, 1: the squared error is 0 from the fourth batch on, and the earliest such cut keeps most. */
  it('takes the earliest of equally good cuts', () => {
    expect(mser5(batches(9, 6, 3, 1, 1, 1, 1, 1))).toBe(15);
  });

  it('averages in batches of five: a spike within a batch counts as that batch', () => {
    expect(mser5([0, 50, 0, 0, 0, ...batches(1, 2, 1, 2, 1)])).toBe(5);
  });

  it('cuts nothing from a steady series, however its values are rounded', () => {
    for (const value of [0, 1, 0.1, 12_345.678, 1 / 3, 1e9 / 7]) expect(mser5(new Array<number>(200).fill(value)), String(value)).toBe(0);
  });

  it('never cuts more than half, though the end alone would be better', () => {
    expect(mser5(batches(8, 7, 6, 5, 4, 3, 2, 1, 1, 1))).toBe(25);
  });

  it('cuts nothing when there is too little to judge', () => {
    expect(mser5([])).toBe(0);
    expect(mser5([5, 1, 1, 1])).toBe(0);
    expect(mser5(batches(7))).toBe(0);
  });

  it('finds the end of a decaying start in noise', () => {
    const noise = new RandomStream(1, 0, 'noise');
    const series = Array.from({ length: 200 }, (_, i) => 100 + 400 * Math.exp(-i / 10) + 10 * noise.uniform());
    expect(mser5(series)).toBeGreaterThanOrEqual(25);
    expect(mser5(series)).toBeLessThanOrEqual(60);
  });
});

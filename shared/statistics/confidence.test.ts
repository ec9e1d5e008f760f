import { describe, expect, it } from 'vitest';
import { estimateMean } from './confidence.ts';

describe('95 % confidence interval', () => {
  it('is the textbook one: t(0.975, 4) = 2.776', () => {
    const { mean, ci95 } = estimateMean([10, 12, 9, 11, 13]);
    expect(mean).toBe(11);
    expect(ci95).toBeCloseTo((2.7764 * Math.sqrt(2.5)) / Math.sqrt(5), 3);
  });

  it('is unknown with one value, and the mean of none is 0', () => {
    expect(estimateMean([7])).toEqual({ mean: 7, ci95: null });
    expect(estimateMean([])).toEqual({ mean: 0, ci95: null });
  });

  it('has no width when all values are the same', () => {
    expect(estimateMean([4, 4, 4])).toEqual({ mean: 4, ci95: 0 });
  });

  /** t(0.975) of the table in every textbook. */
  it.each([
    [2, 12.7062],
    [3, 4.3027],
    [6, 2.5706],
    [10, 2.2622],
    [31, 2.0423],
    [121, 1.9799],
  ])('of %i values uses t = %f', (count, t) => {
    // Alternating values around 0: the deviation of their mean is known.
    const values = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
    expect((estimateMean(values).ci95 ?? 0) / Math.sqrt(variance / count)).toBeCloseTo(t, 3);
  });
});

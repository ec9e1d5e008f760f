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
});

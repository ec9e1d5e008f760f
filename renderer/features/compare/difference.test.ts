import { describe, expect, it } from 'vitest';
import { differenceOf, type Sample } from './difference.ts';

const sample = (mean: number, ci95: number | null, replications = 5): Sample => ({ metric: { mean, ci95, unit: 'pps' }, replications });

/** Half-width of the Student interval over five values: t(0.975, 4) s / sqrt 5. */
const T4 = 2.7764451051977934;

describe('a difference of means', () => {
  it('has the interval of Welch’s test', () => {
    // 10..14 has mean 12 and variance 2.5; 20, 24, ..., 36 has mean 28 and variance 40: the degrees of freedom are 4.4968.
    const one = sample(12, T4 * Math.sqrt(2.5 / 5));
    const other = sample(28, T4 * Math.sqrt(40 / 5));
    const { amount, ratio, ci95, finding } = differenceOf(other, one);
    expect(amount).toBe(16);
    expect(ratio).toBeCloseTo(16 / 12);
    expect(ci95).toBeCloseTo(7.752, 2);
    expect(finding).toBe('real');
  });

  it('is as a pooled test where variances and counts are equal', () => {
    const { ci95 } = differenceOf(sample(10, T4), sample(12, T4));
    // t(0.975, 8) sqrt 2.
    expect(ci95).toBeCloseTo(2.306004 * Math.SQRT2, 4);
  });

  it('is unclear where its interval has 0 inside', () => {
    expect(differenceOf(sample(10, 3), sample(11, 3)).finding).toBe('unclear');
  });

  it('is unknown with one replication', () => {
    expect(differenceOf(sample(10, null, 1), sample(20, 1)).finding).toBe('unknown');
  });

  it('is taken as it is where replications do not vary', () => {
    expect(differenceOf(sample(10, 0), sample(10, 0))).toMatchObject({ amount: 0, ci95: 0, finding: 'unclear' });
    expect(differenceOf(sample(11, 0), sample(10, 0))).toMatchObject({ ci95: 0, finding: 'real' });
  });

  it('has no ratio to 0', () => {
    expect(differenceOf(sample(5, 1), sample(0, 0)).ratio).toBeNull();
  });
});

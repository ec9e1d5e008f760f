import { describe, expect, it } from 'vitest';
import { estimateMean } from './confidence.ts';
import { differenceOf, type Sample } from './difference.ts';

const independent = { confidence: 0.95, samePackets: false };
const sample = (mean: number, ci95: number | null, replications = 5): Sample => ({ metric: { mean, ci95 }, replications });

/** Half-width of the Student interval over five values: t(0.975, 4) s / sqrt 5. */
const T4 = 2.7764451051977934;

describe('a difference of means', () => {
  it('has the interval of Welch’s test', () => {
    // 10..14 has mean 12 and variance 2.5; 20, 24, ..., 36 has mean 28 and variance 40: the degrees of freedom are 4.4968.
    const one = sample(12, T4 * Math.sqrt(2.5 / 5));
    const other = sample(28, T4 * Math.sqrt(40 / 5));
    const { amount, ratio, halfWidth, finding } = differenceOf(other, one, independent);
    expect(amount).toBe(16);
    expect(ratio).toBeCloseTo(16 / 12);
    expect(halfWidth).toBeCloseTo(7.752, 2);
    expect(finding).toBe('real');
  });

  it('is as a pooled test where variances and counts are equal', () => {
    const { halfWidth } = differenceOf(sample(10, T4), sample(12, T4), independent);
    // t(0.975, 8) sqrt 2.
    expect(halfWidth).toBeCloseTo(2.306004 * Math.SQRT2, 4);
  });

  it('is unclear where its interval has 0 inside', () => {
    expect(differenceOf(sample(10, 3), sample(11, 3), independent).finding).toBe('unclear');
  });

  it('is unknown with one replication', () => {
    expect(differenceOf(sample(10, null, 1), sample(20, 1), independent).finding).toBe('unknown');
  });

  it('is taken as it is where replications do not vary', () => {
    expect(differenceOf(sample(10, 0), sample(10, 0), independent)).toMatchObject({ amount: 0, halfWidth: 0, finding: 'unclear' });
    expect(differenceOf(sample(11, 0), sample(10, 0), independent)).toMatchObject({ halfWidth: 0, finding: 'real' });
  });

  it('has no ratio to 0', () => {
    expect(differenceOf(sample(5, 1), sample(0, 0), independent).ratio).toBeNull();
  });
});

/** A sample that keeps its replications, numbered from 0. */
const kept = (values: readonly number[]): Sample => ({
  metric: estimateMean(values),
  replications: values.length,
  values: new Map(values.entries()),
});

describe('a difference of pairs', () => {
  const paired = { confidence: 0.95, samePackets: true };

  it('has the textbook interval over the differences', () => {
    // Differences 1, 2, 3, 2, 2: mean 2, variance 0.5.
    const { amount, halfWidth, finding, pairs } = differenceOf(kept([11, 22, 33, 12, 52]), kept([10, 20, 30, 10, 50]), paired);
    expect(amount).toBeCloseTo(2, 12);
    expect(halfWidth).toBeCloseTo(T4 * Math.sqrt(0.5 / 5), 9);
    expect({ finding, pairs }).toEqual({ finding: 'real', pairs: 5 });
  });

  it('is lost in the chance of the samples where they are taken as independent', () => {
    expect(differenceOf(kept([11, 22, 33, 12, 52]), kept([10, 20, 30, 10, 50]), independent).finding).toBe('unclear');
  });

  it('uses the replications that both have, by their numbers', () => {
    const some: Sample = { ...kept([1, 2]), values: new Map([[1, 21], [3, 41], [9, 1000]]) }; // prettier-ignore
    const { amount, pairs } = differenceOf(some, kept([0, 20, 30, 40]), paired);
    expect({ amount, pairs }).toEqual({ amount: 1, pairs: 2 });
  });

  it('is unknown where a figure is given no interval', () => {
    const growing: Sample = { ...kept([10, 20, 30]), metric: { mean: 20, ci95: null } };
    expect(differenceOf(growing, kept([1, 2, 3]), paired).finding).toBe('unknown');
  });

  it('is no difference where only rounding differs', () => {
    expect(differenceOf(kept([0.1 + 0.2, 0.3]), kept([0.3, 0.3]), paired)).toMatchObject({ amount: 0, halfWidth: 0, finding: 'unclear' });
  });
});

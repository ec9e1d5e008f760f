import { describe, expect, it } from 'vitest';
import { gapQuantile } from '../../shared/scenario/gap-quantile.ts';
import type { GapDistribution } from '../../shared/scenario/schema.ts';
import { CLOSE, fitGaps } from './fit-gaps.ts';

/** Gaps of a mean of 1 µs at equally spaced probabilities, in an order that has no pattern. */
function gapsOf(gaps: GapDistribution, count = 4001): Float64Array {
  const quantile = gapQuantile(gaps);
  return Float64Array.from({ length: count }, (_, i) => 1000 * quantile((((i * 1597) % count) + 0.5) / count));
}

describe('the fit of gaps', () => {
  it.each([
    ['exponential', { kind: 'exponential' }, null],
    ['lognormal', { kind: 'lognormal', sigma: 1.5 }, 1.5],
    ['weibull', { kind: 'weibull', shape: 0.6 }, 0.6],
    ['weibull', { kind: 'weibull', shape: 3 }, 3],
  ] as const)('finds the family and the parameter that gaps were made with: %s %j', (kind, made, parameter) => {
    const { gaps, fit } = fitGaps(gapsOf(made));
    expect(fit.chosen).toBe(kind);
    expect(gaps.kind).toBe(kind);
    const family = fit.families.find((one) => one.kind === kind);
    expect(family?.distance).toBeLessThan(0.01);
    if (parameter !== null) expect((family?.parameter ?? 0) / parameter).toBeCloseTo(1, 1);
  });

  it('takes the gaps themselves where no family comes near, and keeps their mean', () => {
    const measured = Float64Array.from({ length: 5000 }, (_, i) => (i % 10 === 0 ? 91_000 : 1000));
    const { gaps, fit } = fitGaps(measured);
    expect(fit.chosen).toBe('quantiles');
    expect(Math.min(...fit.families.map(({ distance }) => distance))).toBeGreaterThan(CLOSE);
    if (gaps.kind !== 'quantiles') throw new Error('Quantiles were chosen.');
    expect(gaps.values.reduce((sum, gap) => sum + gap, 0) / gaps.values.length / 10_000).toBeCloseTo(1, 2);
  });

  it('takes a family that is asked for', () => {
    expect(fitGaps(gapsOf({ kind: 'exponential' }), 'lognormal').gaps.kind).toBe('lognormal');
    expect(fitGaps(gapsOf({ kind: 'exponential' }), 'quantiles').gaps.kind).toBe('quantiles');
  });

  it('is told by no more than a few gaps, or by gaps of no length', () => {
    expect(fitGaps(new Float64Array(3).fill(7)).fit).toMatchObject({ chosen: 'exponential', families: [] });
    expect(fitGaps(new Float64Array(100)).fit).toMatchObject({ chosen: 'exponential', families: [] });
    expect(fitGaps(new Float64Array(0)).gaps).toEqual({ kind: 'exponential' });
  });

  it('has gaps of 0 for shorter than the resolution of the stamps', () => {
    const { fit } = fitGaps(gapsOf({ kind: 'exponential' }).map((gap) => 100 * Math.floor(gap / 100)));
    for (const { aic, distance } of fit.families) expect(Number.isFinite(aic) && distance <= 1).toBe(true);
  });

  it('says how much gaps are like those before them', () => {
    const bursty = Float64Array.from({ length: 4000 }, (_, i) => (Math.floor(i / 100) % 2 === 0 ? 10 : 1000));
    expect(fitGaps(bursty).fit.correlation).toBeGreaterThan(0.9);
    expect(Math.abs(fitGaps(gapsOf({ kind: 'exponential' })).fit.correlation)).toBeLessThan(0.7);
  });
});

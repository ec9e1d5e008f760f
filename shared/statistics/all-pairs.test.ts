import { describe, expect, it } from 'vitest';
import { bestSubset, confidenceOfEachPair, pairsOf, type ComparedSample } from './all-pairs.ts';
import { estimateMean } from './confidence.ts';

const sample = (values: readonly number[], run = ''): ComparedSample => ({
  run,
  metric: estimateMean(values),
  replications: values.length,
  values: new Map(values.entries()),
});

it('shares the error of 5 % out over all pairs', () => {
  expect(pairsOf(4)).toBe(6);
  expect(confidenceOfEachPair(2)).toBeCloseTo(0.95, 12);
  expect(confidenceOfEachPair(4)).toBeCloseTo(1 - 0.05 / 6, 12);
});

describe('the best subset', () => {
  const common = [100, 130, 80, 120, 90];
  const least = sample(common);
  const alike = sample([100.1, 129.9, 80.2, 119.8, 90.1]);
  const worse = sample(common.map((value, index) => value + 5 + 0.1 * (index % 2)));

  it('leaves out what is shown to be worse on the same packets, however much these vary', () => {
    expect(bestSubset([worse, least, alike], 'less')).toEqual([false, true, true]);
    expect(bestSubset([worse, least, alike], 'more')).toEqual([true, false, false]);
  });

  it('keeps it where the samples are of different runs, whose packets are not the same', () => {
    expect(bestSubset([{ ...worse, run: 'other' }, least], 'less')).toEqual([true, true]);
  });

  it('is not known with one replication', () => {
    expect(bestSubset([sample([1]), sample([2])], 'less')).toBeNull();
  });
});

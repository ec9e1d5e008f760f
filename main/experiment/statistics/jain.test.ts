import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jainIndex } from './jain.ts';

it('is 1 for equal shares, 1/n when one has all, and 1 when there is nothing', () => {
  expect(jainIndex([3, 3, 3])).toBeCloseTo(1);
  expect(jainIndex([5, 0, 0, 0])).toBeCloseTo(0.25);
  expect(jainIndex([0, 0])).toBe(1);
});

it('is between 1/n and 1, and the same for shares in another unit or order', () => {
  const shares = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(shares, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, factor) => {
      const index = jainIndex(values);
      expect(index).toBeGreaterThanOrEqual(1 / values.length - 1e-12);
      expect(index).toBeLessThanOrEqual(1 + 1e-12);
      expect(jainIndex(values.map((value) => value * factor))).toBeCloseTo(index, 9);
      expect(jainIndex([...values].reverse())).toBeCloseTo(index, 9);
    }),
    { seed: 1 },
  );
});

it('is k/n when k of n share equally and the rest have nothing', () => {
  expect(jainIndex([2, 2, 2, 0, 0, 0, 0, 0])).toBeCloseTo(3 / 8, 12);
  expect(jainIndex([])).toBe(1);
});

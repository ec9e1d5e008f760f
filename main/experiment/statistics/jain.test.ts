import { expect, it } from 'vitest';
import { jainIndex } from './jain.ts';

it('is 1 for equal shares, 1/n when one has all, and 1 when there is nothing', () => {
  expect(jainIndex([3, 3, 3])).toBeCloseTo(1);
  expect(jainIndex([5, 0, 0, 0])).toBeCloseTo(0.25);
  expect(jainIndex([0, 0])).toBe(1);
});

import { describe, expect, it } from 'vitest';
import type { ComparedPoint } from '../../../shared/validation/report.ts';
import { compareOrder } from './ordering.ts';
import { point } from '../../../shared/validation/compared-point.fixture.ts';

const points = (...values: readonly (readonly [published: number, simulated: number | null])[]): ComparedPoint[] =>
  values.map(([published, simulated]) => point({ published, simulated, tolerance: { type: 'relative', value: 0.1 } }));

describe('the order of points', () => {
  it('agrees where every pair stands as published, however far the values are off', () => {
    expect(compareOrder(points([1, 10], [2, 11], [3, 50]))).toEqual({ pairs: 3, agreeing: 3 });
  });

  it('counts the pairs that do not', () => {
    expect(compareOrder(points([1, 10], [2, 9], [3, 50]))).toEqual({ pairs: 3, agreeing: 2 });
  });

  it('takes published values within their tolerance as a tie', () => {
    expect(compareOrder(points([100, 2], [108, 1]))).toEqual({ pairs: 1, agreeing: 1 });
  });

  it('does not take equal simulated values for a published difference', () => {
    expect(compareOrder(points([1, 5], [2, 5]))).toEqual({ pairs: 1, agreeing: 0 });
  });

  it('leaves out bounds and points without a number, and is nothing for one point', () => {
    expect(compareOrder(points([1, 5], [2, null]))).toBeNull();
    expect(compareOrder([point({ bound: 'max' }), point({})])).toBeNull();
  });
});

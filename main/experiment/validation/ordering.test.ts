import { describe, expect, it } from 'vitest';
import type { ComparedPoint } from '../../../shared/validation/report.ts';
import { compareOrder } from './ordering.ts';
import { point } from '../../../shared/validation/compared-point.fixture.ts';

/** No pair compares techniques. */
const none = () => false;

const points = (...values: readonly (readonly [published: number, simulated: number | null])[]): ComparedPoint[] =>
  values.map(([published, simulated]) => point({ published, simulated, tolerance: { type: 'relative', value: 0.1 } }));

describe('the order of points', () => {
  it('agrees where every pair stands as published, however far the values are off', () => {
    expect(compareOrder(points([1, 10], [2, 11], [3, 50]), none)).toMatchObject({ pairs: 3, agreeing: 3 });
  });

  it('counts the pairs that do not', () => {
    expect(compareOrder(points([1, 10], [2, 9], [3, 50]), none)).toMatchObject({ pairs: 3, agreeing: 2 });
  });

  it('takes published values within their tolerance as a tie', () => {
    expect(compareOrder(points([100, 2], [108, 1]), none)).toMatchObject({ pairs: 1, agreeing: 1 });
  });

  it('does not take equal simulated values for a published difference', () => {
    expect(compareOrder(points([1, 5], [2, 5]), none)).toMatchObject({ pairs: 1, agreeing: 0 });
  });

  it('leaves out bounds and points without a number, and is nothing for one point', () => {
    expect(compareOrder(points([1, 5], [2, null]), none)).toBeNull();
    expect(compareOrder([point({ bound: 'max' }), point({})], none)).toBeNull();
  });
});

describe('the order of techniques', () => {
  it('counts the pairs that compare them, besides all', () => {
    const first = (one: number, other: number) => one === 0 && other !== 0;
    expect(compareOrder(points([1, 10], [2, 9], [3, 50]), first)).toEqual({
      pairs: 3,
      agreeing: 2,
      techniques: { pairs: 2, agreeing: 1 },
    });
    expect(compareOrder(points([1, 10], [2, 9]), none)).toMatchObject({ techniques: { pairs: 0, agreeing: 0 } });
  });

  it('knows points by their place among all, also of those without a number', () => {
    const lastTwo = (one: number, other: number) => one === 1 && other === 2;
    expect(compareOrder(points([1, null], [2, 9], [3, 50]), lastTwo)).toMatchObject({ techniques: { pairs: 1, agreeing: 1 } });
  });
});

describe('the order of points that were published several times', () => {
  const repeated = (one: readonly number[], other: readonly number[]) => {
    const [[published = 0, ...repeats], [otherPublished = 0, ...otherRepeats]] = [one, other];
    return compareOrder(
      [point({ published, repeats, simulated: 2 }), point({ published: otherPublished, repeats: otherRepeats, simulated: 1 })],
      none,
    );
  };

  it.each([
    ['stands where all values of one lie on one side of all of the other', [100, 80], [200, 300], 0],
    ['is a tie where one of them lies on the other side', [100, 250], [200, 300], 1],
    ['is a tie where the value itself is between those of the other', [100], [200, 50], 1],
    ['is a tie where the nearest of them differ by no more than the tolerance of the published value', [100, 185], [200], 1],
    ['is the published one where it is kept at all times', [200, 300], [100, 80], 1],
  ])('%s', (_, one, other, agreeing) => {
    expect(repeated(one, other)).toMatchObject({ pairs: 1, agreeing });
  });
});

import { describe, expect, it } from 'vitest';
import { isWithin, relativeError } from './tolerance.ts';

const relative = (value: number) => ({ type: 'relative', value }) as const;
const absolute = (value: number) => ({ type: 'absolute', value }) as const;

describe('a tolerance', () => {
  it.each([
    [relative(0.1), 200, 219, true],
    [relative(0.1), 200, 221, false],
    [relative(0.1), 200, 179, false],
    [relative(0.1), -200, -219, true],
    [absolute(5), 3, 7.9, true],
    [absolute(5), 3, 8.1, false],
    [absolute(5), 0, -4.9, true],
  ] as const)('%j of %d holds for %d: %s', (tolerance, y, simulated, expected) => {
    expect(isWithin({ y, tolerance }, simulated)).toBe(expected);
  });

  it('of a bound counts on the far side only', () => {
    const most = { y: 100, tolerance: relative(0.1), bound: 'max' } as const;
    expect([3, 100, 109, 111].map((simulated) => isWithin(most, simulated))).toEqual([true, true, true, false]);
    expect([3, 120].map((simulated) => relativeError(most, simulated))).toEqual([0, 0.2]);
    const least = { ...most, bound: 'min' } as const;
    expect([89, 91, 500].map((simulated) => isWithin(least, simulated))).toEqual([false, true, true]);
    expect(relativeError(least, 80)).toBe(-0.2);
  });

  it('of nothing has no relative error', () => {
    expect(relativeError({ y: 0, tolerance: absolute(5) }, 3)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { LAST_POSITION, neighbourOf, positionOf, valueAtPosition, type SliderScale } from './slider-scale.ts';

const percent: SliderScale = { low: 0, high: 100, unit: null, whole: false };
const cores: SliderScale = { low: 1, high: 512, unit: 1, whole: true };

describe('a slider', () => {
  it('has its ends exactly', () => {
    expect([valueAtPosition(0, cores), valueAtPosition(LAST_POSITION, cores)]).toEqual([1, 512]);
    expect(positionOf(4711, cores)).toBe(LAST_POSITION);
  });

  it('spaces evenly, or by ratio', () => {
    expect(valueAtPosition(250, percent)).toBe(25);
    expect(valueAtPosition(500, cores)).toBe(31);
  });

  it.each([percent, cores, { low: 0, high: 50_000, unit: 5, whole: false }])('gives values in order, each at its place: %o', (scale) => {
    const values = Array.from({ length: LAST_POSITION + 1 }, (_, position) => valueAtPosition(position, scale));
    expect(values).toEqual(values.toSorted((one, other) => one - other));
    expect(values.map((value) => valueAtPosition(positionOf(value, scale), scale))).toEqual(values);
  });

  it('steps to the next value by key, and not beyond the ends', () => {
    expect(neighbourOf(8, 1, cores)).toBe(9);
    expect(neighbourOf(8, -1, cores)).toBe(7);
    expect(neighbourOf(512, 1, cores)).toBe(512);
    expect(neighbourOf(1, -1, cores)).toBe(1);
  });
});

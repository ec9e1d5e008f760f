/** The screening on functions whose elementary effects can be written down. */
import { describe, expect, it } from 'vitest';
import { elementaryEffects, STEP, trajectories, type Effects } from './elementary-effects.ts';

function screened(factors: number, count: number, f: (x: readonly number[]) => number): Effects[] {
  const paths = trajectories(factors, count, 11);
  return elementaryEffects(
    factors,
    paths,
    paths.map(({ points }) => points.map(f)),
  );
}

const at = (x: readonly number[], index: number): number => x[index] ?? 0;

describe('trajectories', () => {
  it('change every factor once, by two thirds of its range, on the grid', () => {
    for (const { points, steps } of trajectories(7, 20, 3)) {
      expect(steps.map(({ factor }) => factor).toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      for (const [index, { factor, step }] of steps.entries()) {
        const [before, after] = [points[index] ?? [], points[index + 1] ?? []];
        expect(Math.abs(step)).toBeCloseTo(2 / 3, 12);
        expect(at(after, factor) - at(before, factor)).toBeCloseTo(step, 12);
        for (const [other, value] of before.entries()) if (other !== factor) expect(at(after, other)).toBe(value);
      }
      for (const value of points.flat()) expect(Math.abs(3 * value - Math.round(3 * value))).toBeLessThan(1e-9);
    }
  });

  it('follow from the seed, and begin in different places', () => {
    expect(trajectories(5, 4, 1)).toEqual(trajectories(5, 4, 1));
    expect(trajectories(5, 4, 1)).not.toEqual(trajectories(5, 4, 2));
    expect(new Set(trajectories(5, 8, 1).map(({ points }) => String(points[0]))).size).toBeGreaterThan(5);
  });
});

describe('elementary effects', () => {
  it('of a linear function are its coefficients, without deviation', () => {
    const [first, second, third] = screened(3, 10, (x) => 5 + 3 * at(x, 0) - 2 * at(x, 1));
    expect(first).toMatchObject({ mean: expect.closeTo(3, 9) as number, meanSize: expect.closeTo(3, 9) as number, count: 10 });
    expect(second).toMatchObject({ mean: expect.closeTo(-2, 9) as number, meanSize: expect.closeTo(2, 9) as number });
    expect(third?.meanSize).toBeCloseTo(0, 12);
    for (const one of [first, second, third]) expect(one?.deviation).toBeCloseTo(0, 9);
  });

  it('of a product deviate: the effect of each factor is the level of the other', () => {
    const count = 4000;
    const [first, second] = screened(2, count, (x) => at(x, 0) * at(x, 1));
    // Levels 0, 1/3, 2/3, 1 are equally likely: mean 1/2, variance 5/36.
    for (const one of [first, second]) {
      expect(one?.mean).toBeCloseTo(0.5, 1);
      expect(one?.deviation).toBeCloseTo(Math.sqrt(5 / 36), 1);
    }
  });

  it('of a square deviate too, and their size tells what a mean of both signs would hide', () => {
    const count = 4000;
    // Of (2x - 1)^2, from 0 to 2/3 and from 1/3 to 1: (1/9 - 1) / STEP and (1 - 1/9) / STEP.
    const [one] = screened(1, count, (x) => (2 * at(x, 0) - 1) ** 2);
    expect(one?.mean).toBeCloseTo(0, 1);
    expect(one?.meanSize).toBeCloseTo(8 / 9 / STEP, 9);
    expect(one?.deviation).toBeCloseTo(8 / 9 / STEP, 2);
  });

  it('rank the factors of Sobol’s g function by their coefficients', () => {
    const coefficients = [0, 1, 9, 99];
    const g = (x: readonly number[]) => coefficients.reduce((product, a, i) => (product * (Math.abs(4 * at(x, i) - 2) + a)) / (1 + a), 1);
    const sizes = screened(4, 400, g).map(({ meanSize }) => meanSize);
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(sizes[0]).toBeGreaterThan(20 * (sizes[3] ?? 0));
  });

  it('leave out steps of which one end is not known', () => {
    const paths = trajectories(2, 3, 1);
    const values = paths.map(({ points }, number) => points.map((x, index) => (number === 0 && index === 1 ? null : at(x, 0))));
    const counts = elementaryEffects(2, paths, values).map(({ count }) => count);
    expect(counts).toEqual([2, 2]);
    expect(elementaryEffects(2, [], [])[0]).toEqual({ mean: 0, meanSize: 0, deviation: 0, count: 0 });
  });
});

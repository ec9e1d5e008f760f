import { describe, expect, it } from 'vitest';
import { RandomStream } from './random-stream.ts';

const SAMPLES = 100_000;

function uniforms(seed: number, replication: number, source: string, count = SAMPLES): number[] {
  const stream = new RandomStream(seed, replication, source);
  return Array.from({ length: count }, () => stream.uniform());
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's correlation. For independent values it is within 4 / sqrt(n) but for one case in 16,000. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const meanOne = mean(one);
  const meanOther = mean(other);
  let both = 0;
  let squaresOne = 0;
  let squaresOther = 0;
  for (const [i, value] of one.entries()) {
    const a = value - meanOne;
    const b = (other[i] ?? Number.NaN) - meanOther;
    both += a * b;
    squaresOne += a * a;
    squaresOther += b * b;
  }
  return both / Math.sqrt(squaresOne * squaresOther);
}

describe('random streams', () => {
  it('give the same numbers for the same seed, replication and source, bit for bit', () => {
    expect(uniforms(42, 3, 'gaps', 100)).toEqual(uniforms(42, 3, 'gaps', 100));
    expect(uniforms(1, 0, 'gaps load vm-1', 4)).toMatchInlineSnapshot(`
      [
        0.609841516325865,
        0.8860343562820533,
        0.4789519977187796,
        0.4356351206069068,
      ]
    `);
    expect(uniforms(4294967295, 999, '', 2)).toMatchInlineSnapshot(`
      [
        0.5597116694544993,
        0.6549555439911937,
      ]
    `);
    const stream = new RandomStream(1, 0, 'think');
    expect([stream.exponential(1000), stream.integer(16), stream.exponential(1), stream.integer(1000)]).toMatchInlineSnapshot(`
      [
        1302.4233571040943,
        4,
        0.07293964217682293,
        471,
      ]
    `);
  });

  it('differ in seed, in replication and in source, also where the names are alike', () => {
    const starts = [
      [1, 0, 'gaps a'],
      [2, 0, 'gaps a'],
      [1, 1, 'gaps a'],
      [1, 0, 'gaps b'],
      [1, 0, 'gaps a '],
      [11, 0, 'gaps a'],
      [1, 10, 'gaps a'],
    ].map(([seed, replication, source]) => uniforms(Number(seed), Number(replication), String(source), 1)[0]);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('are uncorrelated across sources, replications, seeds and neighbours in one stream', () => {
    const base = uniforms(1, 0, 'gaps load vm-1');
    const limit = 4 / Math.sqrt(SAMPLES);
    for (const other of [uniforms(1, 0, 'gaps load vm-2'), uniforms(1, 1, 'gaps load vm-1'), uniforms(2, 0, 'gaps load vm-1')]) {
      expect(Math.abs(correlation(base, other))).toBeLessThan(limit);
    }
    for (const lag of [1, 2, 7]) expect(Math.abs(correlation(base.slice(0, -lag), base.slice(lag)))).toBeLessThan(limit);
  });
});

describe('uniform numbers', () => {
  const values = uniforms(7, 0, 'uniform');

  it('lie on [0, 1) with mean 1/2 and variance 1/12', () => {
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / SAMPLES));
    const variance = mean(values.map((value) => (value - 0.5) ** 2));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / SAMPLES));
  });

  it('fill 100 cells evenly (chi-square, 99 degrees of freedom, 0.1 % limits)', () => {
    const cells = new Array<number>(100).fill(0);
    for (const value of values) cells[Math.floor(value * 100)] = (cells[Math.floor(value * 100)] ?? 0) + 1;
    const chiSquare = cells.reduce((sum, count) => sum + (count - SAMPLES / 100) ** 2 / (SAMPLES / 100), 0);
    expect(chiSquare).toBeGreaterThan(61.1);
    expect(chiSquare).toBeLessThan(148.2);
  });

  it('use the low bits too', () => {
    const low = values.map((value) => (value * 2 ** 40) % 1);
    expect(Math.abs(mean(low) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / SAMPLES));
  });
});

describe('exponential numbers', () => {
  const stream = new RandomStream(7, 0, 'exponential');
  const values = Array.from({ length: SAMPLES }, () => stream.exponential(250));

  it('have the given mean, the variance of its square and no memory', () => {
    expect(Math.abs(mean(values) / 250 - 1)).toBeLessThan(4 / Math.sqrt(SAMPLES));
    const squares = mean(values.map((value) => value * value));
    expect(Math.abs(squares / (2 * 250 ** 2) - 1)).toBeLessThan((4 * Math.sqrt(20)) / 2 / Math.sqrt(SAMPLES));
    const beyond = values.filter((value) => value > 250).length / SAMPLES;
    const beyondTwice = values.filter((value) => value > 500).length / SAMPLES;
    expect(beyond).toBeCloseTo(Math.exp(-1), 2);
    expect(beyondTwice / beyond).toBeCloseTo(Math.exp(-1), 2);
  });

  it('are finite and never negative', () => {
    expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  });
});

describe('whole numbers', () => {
  it('are equally likely below the bound', () => {
    const stream = new RandomStream(7, 0, 'integer');
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < SAMPLES; i++) {
      const value = stream.integer(16);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(counts).toHaveLength(16);
    const chiSquare = counts.reduce((sum, count) => sum + (count - SAMPLES / 16) ** 2 / (SAMPLES / 16), 0);
    expect(chiSquare).toBeLessThan(37.7);
  });
});

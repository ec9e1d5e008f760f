import { describe, expect, it } from 'vitest';
import { formatValues, parseCores, parseValues } from './number-list.ts';

describe('lists of numbers', () => {
  it('reads values between commas, semicolons, spaces or lines', () => {
    expect(parseValues('10, 20;30\n40 50')).toEqual([10, 20, 30, 40, 50]);
  });

  it('spreads a range of first, step and last', () => {
    expect(parseValues('10:10:50, 99')).toEqual([10, 20, 30, 40, 50, 99]);
    expect(parseValues('0.1:0.1:0.3')).toEqual([0.1, 0.2, 0.3]);
  });

  it.each(['ten', '10:0:50', '50:10:10', '0:1:5000'])('keeps "%s" as text', (text) => {
    expect(parseValues(text)).toEqual([text]);
  });

  it('spreads ranges of cores', () => {
    expect(parseCores('0, 2, 4-7')).toEqual([0, 2, 4, 5, 6, 7]);
    expect(parseCores('7-4')).toEqual(['7-4']);
  });

  it('writes what it reads', () => {
    expect(parseValues(formatValues([64, 1518]))).toEqual([64, 1518]);
  });
});

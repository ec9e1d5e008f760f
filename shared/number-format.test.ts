import { afterEach, describe, expect, it } from 'vitest';
import { formatFixed, formatNumber, inEnglish, parseNumber, plainNumber, writeNumbersIn, writtenNumber } from './number-format.ts';
import { digits, formatRate, formatWithMargin } from './units.ts';

afterEach(() => writeNumbersIn(() => 'en-GB'));

describe('written numbers', () => {
  it.each([
    ['en-GB', '1,234.5', '1.23 Mpps', '3.10 ± 0.40 µs', '1.2e-7'],
    ['de-DE', '1.234,5', '1,23 Mpps', '3,10 ± 0,40 µs', '1,2e-7'],
    ['pt-BR', '1.234,5', '1,23 Mpps', '3,10 ± 0,40 µs', '1,2e-7'],
    ['zh-CN', '1,234.5', '1.23 Mpps', '3.10 ± 0.40 µs', '1.2e-7'],
  ])('follow %s', (locale, thousands, rate, margin, small) => {
    writeNumbersIn(() => locale);
    expect([formatNumber(1234.5), formatRate(1_230_000, 'pps'), formatWithMargin(3100, 400, 'ns'), digits(1.23e-7)]).toEqual([
      thousands,
      rate,
      margin,
      small,
    ]);
  });

  it('have Latin digits where others are usual, as units are Latin too', () => {
    writeNumbersIn(() => 'ar-EG');
    expect(formatNumber(1234.5)).toMatch(/^1.234.5$/);
  });

  it('are English for files, also when writing fails', () => {
    writeNumbersIn(() => 'de-DE');
    expect(inEnglish(() => formatNumber(1234.5))).toBe('1,234.5');
    expect(() =>
      inEnglish(() => {
        throw new Error('no room');
      }),
    ).toThrow('no room');
    expect(formatNumber(1234.5)).toBe('1.234,5');
  });

  it('keep their decimals', () => {
    writeNumbersIn(() => 'de-DE');
    expect(formatFixed(2, 2)).toBe('2,00');
  });

  it.each(['en-GB', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE'])('are read again in %s', (locale) => {
    writeNumbersIn(() => locale);
    for (const value of [1_234_567.5, -1234, 0.25]) expect(writtenNumber(formatNumber(value))).toBe(value);
    for (const value of [1234.5, -0.25, 1e-7]) expect(parseNumber(plainNumber(value))).toBe(value);
  });
});

describe('typed numbers', () => {
  it.each([
    ['en-GB', '2.5', 2.5],
    ['en-GB', '2,5', null],
    ['en-GB', '1,234', null],
    ['en-GB', '1,234.5', 1234.5],
    ['en-GB', '1,234,567', 1234567],
    ['en-GB', '1.234,5', null],
    ['de-DE', '2,5', 2.5],
    ['de-DE', '2.5', 2.5],
    ['de-DE', '-2,5e3', -2500],
    ['de-DE', '1.234', 1.234],
    ['de-DE', '1,234', 1.234],
    ['de-DE', '1.234,5', 1234.5],
    ['de-DE', '1.234.567', 1234567],
    ['de-DE', '1,234.5', null],
    ['de-DE', '1.23,5', null],
    ['fr-FR', '1 234,5', 1234.5],
    ['de-CH', '1’234.5', 1234.5],
    ['sv-SE', '−3', -3],
    ['de-DE', '', null],
    ['de-DE', ',', null],
  ])('in %s "%s" is %s', (locale, text, value) => {
    writeNumbersIn(() => locale);
    expect(parseNumber(text)).toBe(value);
  });
});

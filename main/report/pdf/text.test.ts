import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, textRuns } from './text.ts';

const joined = (text: string): string =>
  textRuns(text)
    .map((run) => run.text)
    .join('');

describe('text made ready to be set', () => {
  it('is one run where one font has every letter', () => {
    expect(textRuns('Delay λ ≤ 5 and more')).toEqual([{ text: 'Delay λ ≤ 5 and more', font: 'Roboto', wordBreak: 'normal' }]);
  });

  it('takes what Roboto lacks from the second font', () => {
    expect(textRuns('a → b').map(({ text, font }) => [text, font])).toEqual([
      ['a ', 'Roboto'],
      ['→', 'DejaVu Sans'],
      [' b', 'Roboto'],
    ]);
  });

  it('lets only words break that are too long for a line', () => {
    expect(textRuns(`short ${'x'.repeat(40)}`).map(({ wordBreak }) => wordBreak)).toEqual(['normal', 'break-all']);
  });

  it('keeps a number and its unit in one line', () => {
    const kept = textRuns('sriov: 7.59 Gbit/s ± 1.0 %, then 36.8 µs').filter(({ noWrap }) => noWrap);
    expect(kept.map(({ text }) => text)).toEqual(['7.59 Gbit/s', '1.0 %', '36.8 µs']);
  });

  it('drops characters that steer and marks those that no font has', () => {
    expect(printable('a\u202eb\u0007c\td\r\ne測')).toBe('abc d\ne\ufffd');
  });

  it('loses no other character of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => joined(text) === printable(text)));
  });
});

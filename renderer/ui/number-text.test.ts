import { describe, expect, it } from 'vitest';
import { entryOf, textOf } from './number-text.ts';

describe('number entry', () => {
  it.each([
    ['12', 12],
    [' 0.5 ', 0.5],
    ['1e6', 1e6],
    ['14 880 952', 14880952],
    ['-3', -3],
  ])('reads "%s" as a number', (text, value) => {
    expect(entryOf(text)).toBe(value);
  });

  it('reads an empty field as no value, so that the default applies', () => {
    expect(entryOf('  ')).toBeUndefined();
  });

  it.each(['twelve', '1,5', '5 %'])('keeps "%s" as it was typed', (text) => {
    expect(entryOf(text)).toBe(text);
    expect(textOf(entryOf(text))).toBe(text);
  });
});

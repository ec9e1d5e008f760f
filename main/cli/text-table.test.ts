import { describe, expect, it } from 'vitest';
import { clip, textTable, wrap } from './text-table.ts';

describe('a table', () => {
  it('aligns its columns, numbers to the right, without trailing spaces', () => {
    const rows = [
      ['name', 'rate', 'note'],
      ['a', '12 kpps', ''],
      ['longer', '3', 'text'],
    ];
    expect(textTable(rows, { indent: 1, alignRight: new Set([1]) })).toBe(
      [' name       rate  note', ' a       12 kpps', ' longer        3  text'].join('\n'),
    );
  });

  it('wraps its last column within its width', () => {
    expect(textTable([['a', 'one two three four five six']], { width: 23 })).toBe('a  one two three four\n   five six');
  });
});

describe('wrapping', () => {
  it('breaks at spaces, keeps the indent of the text and leaves long words whole', () => {
    expect(wrap('  one two three', 9, '    ')).toBe('  one two\n    three');
    expect(wrap('abcdefghijkl mn', 5)).toBe('abcdefghijkl\nmn');
    expect(wrap('', 5)).toBe('');
  });

  it('shows what was clipped', () => {
    expect([clip('abcdef', 6), clip('abcdefg', 6)]).toEqual(['abcdef', 'abcde…']);
  });
});

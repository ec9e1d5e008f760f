import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('docs/security.md', 'utf8');
/** Last cells of the rows: a file and the title of a test in it. */
const named = [...text.matchAll(/^\|.*\| `(\S+\.(?:test|spec)\.ts)`: (.+?) *\|$/gm)].map(([, file = '', title = '']) => ({ file, title }));
const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:item|attack|-+) /.test(line));

describe('the page on security', () => {
  it('names a test in every row, and all items of the checklist of Electron', () => {
    expect(named).toHaveLength(rows.length);
    const items = rows.flatMap((row) => /^\| (\d+) /.exec(row)?.[1] ?? []).map(Number);
    expect(items).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it.each(named)('names a test that exists: $file: $title', ({ file, title }) => {
    expect(existsSync(file)).toBe(true);
    const titles = [...readFileSync(file, 'utf8').matchAll(/\b(?:it|test)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])(.+?)\1,/g)].map(
      (match) => match[2],
    );
    const ofTables = [...readFileSync(file, 'utf8').matchAll(/\]\)\(\s*(['"`])(.+?)\1,/g)].map((match) => match[2]);
    expect([...titles, ...ofTables]).toContain(title);
  });
});

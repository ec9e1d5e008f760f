import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeTime, changeTimes, isStale } from './freshness.ts';

describe('a build', () => {
  it.each([
    ['newer than its sources is fresh', [1, 2, 3], [4, 5], false],
    ['as old as its sources is fresh', [4], [4], false],
    ['older than one source is stale', [1, 9], [4, 10], true],
    ['of which a part is missing is stale', [1], [4, null], true],
    ['without outputs is fresh', [1], [], false],
  ])('%s', (_, sources, outputs, stale) => {
    expect(isStale(sources, outputs)).toBe(stale);
  });

  it('is compared with every file under its sources', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iovlab-fresh-'));
    try {
      mkdirSync(join(folder, 'a', 'b'), { recursive: true });
      for (const [name, seconds] of [
        ['one', 1],
        ['a/b/two', 2],
      ] as const) {
        writeFileSync(join(folder, name), '');
        utimesSync(join(folder, name), seconds, seconds);
      }
      expect(changeTimes(folder).sort()).toEqual([1000, 2000]);
      expect(changeTimes(join(folder, 'one'))).toEqual([1000]);
      expect(changeTimes(join(folder, 'absent'))).toEqual([]);
      expect(changeTime(join(folder, 'absent'))).toBeNull();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

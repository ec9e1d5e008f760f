import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './project.fixture.ts';
import { MOST_RECENT, noteRecent, readRecent, titleOf } from './recent.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

describe('recent projects', () => {
  it('are the last opened, first the newest, each once', () => {
    const folder = temporaryFolder();
    const [one, other] = [join(folder, 'one.iovlab'), join(folder, 'other.iovlab')];
    writeFileSync(other, '');
    noteRecent(folder, one, day(1));
    noteRecent(folder, other, day(2));
    noteRecent(folder, one, day(3));
    expect(readRecent(folder)).toEqual([
      { path: one, title: 'one', openedAt: '2026-01-03T00:00:00.000Z', exists: false },
      { path: other, title: 'other', openedAt: '2026-01-02T00:00:00.000Z', exists: true },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['other.iovlab', 'recent.json']);
  });

  it('are a short list', () => {
    const folder = temporaryFolder();
    for (let number = 1; number <= MOST_RECENT + 3; number++) noteRecent(folder, join(folder, `${number}.iovlab`), day(number));
    expect(readRecent(folder)).toHaveLength(MOST_RECENT);
    expect(readRecent(folder)[0]?.title).toBe(`${MOST_RECENT + 3}`);
  });

  it('are none where the data folder is not there yet; it is created', () => {
    const folder = join(temporaryFolder(), 'new', 'data');
    expect(readRecent(folder)).toEqual([]);
    noteRecent(folder, 'study.iovlab', day(1));
    expect(readRecent(folder)).toHaveLength(1);
  });

  const damaged = ['', '{', 'null', '{}', '[1, null, {"path": ""}, {"path": 3}, []]', '\u0000\u0000'];
  it.each(damaged)('are none when the list is %j, and it works again from then on', (content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'recent.json'), content);
    expect(readRecent(folder)).toEqual([]);
    noteRecent(folder, 'study.iovlab', day(1));
    expect(readRecent(folder)).toHaveLength(1);
  });

  it('keep the sound entries of a list with others', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'recent.json'), JSON.stringify([{ path: 7 }, { path: '/a.iovlab', openedAt: 'x', later: 1 }]));
    expect(readRecent(folder)).toMatchObject([{ path: '/a.iovlab', title: 'a' }]);
  });

  it('are given up without an error where they cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'precious');
    noteRecent(join(folder, 'file'), 'study.iovlab', day(1));
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('precious');
  });

  it('are called by their file without the ending', () => {
    expect([titleOf('/a/b c.iovlab'), titleOf('/a/b.txt')]).toEqual(['b c', 'b.txt']);
  });
});

import { existsSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addRun, must, points, problemOf, temporaryFolder } from './project.fixture.ts';
import { createUntitled, discardUntitled, findRecoverable, isUntitled } from './untitled.ts';

/** An untitled project that a process left behind. */
function leftBehind(dataFolder: string, fill: 'draft' | 'run' | 'nothing'): string {
  const project = must(createUntitled(dataFolder));
  if (fill === 'draft') must(project.writeDraft({ name: 'typed' }));
  if (fill === 'run') addRun(project, 'a', points(1));
  project.close();
  return project.path;
}

describe('untitled projects', () => {
  it('live in the data folder, each in a file of its own', () => {
    const folder = temporaryFolder();
    const [one, other] = [must(createUntitled(folder)), must(createUntitled(folder))];
    expect(one.path).not.toBe(other.path);
    expect([isUntitled(folder, one.path), isUntitled(folder, join(folder, 'study.iovlab'))]).toEqual([true, false]);
    one.close();
    other.close();
  });

  it('are offered again after a crash, newest first, unless there is nothing in them', () => {
    const folder = temporaryFolder();
    const older = leftBehind(folder, 'draft');
    const newer = leftBehind(folder, 'run');
    const empty = leftBehind(folder, 'nothing');
    utimesSync(older, new Date('2026-01-01'), new Date('2026-01-01'));
    utimesSync(newer, new Date('2026-01-02'), new Date('2026-01-02'));
    expect(findRecoverable(folder)).toEqual([
      { path: newer, changedAt: '2026-01-02T00:00:00.000Z' },
      { path: older, changedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(existsSync(empty)).toBe(false);
  });

  it('are not offered while a window has them open, also not the empty one of this window', () => {
    const folder = temporaryFolder();
    const open = must(createUntitled(folder));
    expect(findRecoverable(folder)).toEqual([]);
    expect(existsSync(open.path)).toBe(true);
    open.close();
  });

  it('are offered also when they are damaged: what is left can be recovered', () => {
    const folder = temporaryFolder();
    const path = leftBehind(folder, 'run');
    truncateSync(path, 5000);
    expect(findRecoverable(folder).map((project) => project.path)).toEqual([path]);
    expect(existsSync(path)).toBe(true);
  });

  it('are none where the data folder is not there yet, and other files are no projects', () => {
    const folder = temporaryFolder();
    expect(findRecoverable(join(folder, 'new'))).toEqual([]);
    leftBehind(folder, 'draft');
    writeFileSync(join(folder, 'untitled', 'notes.txt'), 'x');
    expect(findRecoverable(folder)).toHaveLength(1);
  });

  it('are removed when they are given up, and no other file is', () => {
    const folder = temporaryFolder();
    const path = leftBehind(folder, 'draft');
    const other = join(folder, 'study.iovlab');
    writeFileSync(other, 'precious');
    discardUntitled(folder, other);
    discardUntitled(folder, path);
    expect([existsSync(path), existsSync(other)]).toEqual([false, true]);
  });

  it('name a data folder that cannot be created', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(problemOf(createUntitled(join(folder, 'file'))).message).toContain('data folder');
  });
});

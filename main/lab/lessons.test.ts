import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepLessonProgress, ownLabsFolder, readLessonProgress, readLessons } from './lessons.ts';

let data = '';
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'iovlab-labs-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

describe('labs of a person', () => {
  it('stand beside those of the application, and take the place of one with their name', () => {
    const own = ownLabsFolder(data);
    copyFileSync('labs/vf-limits.json', join(own, 'mine.json'));
    copyFileSync('labs/receive-livelock.json', join(own, 'vf-limits.json'));
    const lessons = readLessons(['labs', own]);
    expect(lessons.find(({ id }) => id === 'mine')?.checked.lesson?.title).toMatch(/^VF limits/);
    expect(lessons.find(({ id }) => id === 'vf-limits')?.checked.lesson?.title).toBe('Receive livelock');
  });

  it('that cannot be read are told with their problem, and the others are there', () => {
    const own = ownLabsFolder(data);
    writeFileSync(join(own, 'broken.json'), '{ "title": ');
    const broken = readLessons(['labs', own]).find(({ id }) => id === 'broken');
    expect(broken?.checked.problems[0]?.message).toMatch(/^It cannot be read: /);
  });
});

describe('progress', () => {
  it('is kept by lab', () => {
    keepLessonProgress(data, 'one', { predictions: { first: 2 }, runId: null });
    keepLessonProgress(data, 'two', { predictions: {}, runId: 'run-1' });
    expect(readLessonProgress(data)).toEqual({ one: { predictions: { first: 2 }, runId: null }, two: { predictions: {}, runId: 'run-1' } });
  });

  it('that cannot be read counts as none', () => {
    writeFileSync(join(data, 'labs-progress.json'), 'no JSON');
    expect(readLessonProgress(data)).toEqual({});
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePath, takeDownloads, type Download } from './downloads.ts';

function setUp(existing: readonly string[] = []) {
  const shown: string[] = [];
  const complaints: string[] = [];
  const take = takeDownloads({
    folder: 'downloads',
    show: (path) => shown.push(path),
    complain: (message) => complaints.push(message),
    exists: (path) => existing.includes(path),
  });
  function start(name: string) {
    const file = { path: '', finish: (() => {}) as (state: 'completed' | 'cancelled' | 'interrupted') => void };
    const download: Download = {
      getFilename: () => name,
      setSavePath: (path) => (file.path = path),
      once: (_event, listener) => (file.finish = (state) => listener(undefined, state)),
    };
    take(download);
    return file;
  }
  return { shown, complaints, start };
}

describe('files that the page hands over', () => {
  it('never replace a file', () => {
    const { start } = setUp([join('downloads', 'points.csv')]);
    expect([start('points.csv').path, start('points.csv').path]).toEqual([
      join('downloads', 'points (2).csv'),
      join('downloads', 'points (3).csv'),
    ]);
  });

  it('are shown once, when all of them are there', () => {
    const { shown, start } = setUp();
    const [points, drops] = [start('points.csv'), start('drops.csv')];
    points.finish('completed');
    expect(shown).toEqual([]);
    drops.finish('completed');
    expect(shown).toEqual([points.path]);
    start('report.pdf').finish('completed');
    expect(shown).toEqual([points.path, join('downloads', 'report.pdf')]);
  });

  it('are complained about when they cannot be written', () => {
    const { shown, complaints, start } = setUp();
    start('report.pdf').finish('interrupted');
    expect(shown).toEqual([]);
    expect(complaints[0]).toContain('report.pdf');
  });

  it('stay in the folder whatever they are called', () => {
    expect(freePath('downloads', '../../etc/passwd', () => false)).toBe(join('downloads', 'passwd'));
  });
});

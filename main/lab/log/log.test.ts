import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diagnosticsText, withoutPerson } from './diagnostics.ts';
import { createLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('has a line for each thing that happened, with time and level, written at once', () => {
    const log = createLog(folder);
    log.info('Run r began.');
    log.warn('The page is gone.');
    const [first, second] = createLog(folder).recentLines(10);
    expect(first).toMatch(/^\[\d{4}-\d\d-\d\dT[\d:.]+Z\] \[info\] +Run r began\.$/);
    expect(second).toMatch(/\[warn\] +The page is gone\.$/);
  });

  it('keeps the stack of a fault, in the line of the fault', () => {
    const log = createLog(folder);
    log.error('A fault in run.start', new Error('no such slot'));
    expect(log.recentLines(10)).toEqual([
      expect.stringMatching(/\[error\] A fault in run\.start: Error: no such slot ⏎ at .*log\.test\.ts/),
    ]);
  });

  it('lets no text from outside begin a line of its own', () => {
    const log = createLog(folder);
    log.warn('Refused: x\n[2026-01-01T00:00:00Z] [info] All is well.');
    expect(log.recentLines(10)).toHaveLength(1);
  });

  it('puts full files aside and deletes the oldest', () => {
    const log = createLog(folder, { largestFileBytes: 2000 });
    for (let line = 0; line < 400; line++) log.info(`line ${line}`);
    const names = readdirSync(join(folder, 'logs'));
    expect(names.sort()).toEqual(['iovlab.1.log', 'iovlab.2.log', 'iovlab.3.log', 'iovlab.log']);
    for (const name of names) expect(statSync(join(folder, 'logs', name)).size).toBeLessThan(2200);
    expect(log.recentLines(3).map((text) => text.slice(-8))).toEqual(['line 397', 'line 398', 'line 399']);
  });

  it('is for its person only', () => {
    const log = createLog(folder);
    log.info('here');
    if (process.platform !== 'win32') expect(statSync(log.path).mode & 0o077).toBe(0);
  });

  it('stops nothing where it cannot be written', () => {
    writeFileSync(join(folder, 'logs'), 'a file in the way');
    const log = createLog(folder);
    expect(() => log.info('lost')).not.toThrow();
    expect(log.recentLines(5)).toEqual([]);
    expect(existsSync(log.path)).toBe(false);
  });
});

describe('diagnostics', () => {
  it('say what a report of a fault needs', () => {
    const log = createLog(folder);
    log.info('Run r began.');
    const text = diagnosticsText({ kind: 'browser', log, workers: 2, project: { isUntitled: true, readOnly: false, runs: 3 } });
    expect(text).toMatch(/^IOVLab \d+\.\d+\.\d+, engine \d+\.\d+\.\d+, browser\nNode \d+/);
    expect(text).toContain('Project: untitled, 3 runs');
    expect(text).toMatch(/\[info\] +Run r began\.\n$/);
  });

  it('do not name the person', () => {
    expect(withoutPerson('in /home/ada.l/lab of ada.l, not adam', '/home/ada.l', 'ada.l')).toBe('in ~/lab of USER, not adam');
    expect(withoutPerson(`at ${homedir()}/x`)).not.toContain(`${homedir()}/`);
  });
});

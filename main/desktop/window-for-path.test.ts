import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLab, type Lab } from '../lab/lab.ts';
import { windowForPath } from './window-for-path.ts';

let folder: string;
let windows: { readonly lab: Lab }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-windows-'));
  windows = [0, 1].map(() => ({ lab: createLab({ kind: 'desktop', dataFolder: join(folder, 'data'), workers: 1 }) }));
});
afterEach(async () => {
  await Promise.all(windows.map(({ lab }) => lab.close()));
  rmSync(folder, { recursive: true });
});

const signal = new AbortController().signal;

describe('a project file that is opened from outside', () => {
  it('takes the first window with nothing in it', async () => {
    const path = join(folder, 'other.iovlab');
    await windows[0]?.lab.handlers['project.saveDraft']({ scenario: { name: 'begun' } }, signal);
    expect(await windowForPath(path, windows)).toEqual({ isOpen: false, window: windows[1] });
  });

  it('needs a new window when every one is in use', async () => {
    for (const { lab } of windows) await lab.handlers['project.saveDraft']({ scenario: { name: 'begun' } }, signal);
    expect(await windowForPath(join(folder, 'other.iovlab'), windows)).toEqual({ isOpen: false, window: null });
    expect(await windowForPath(join(folder, 'other.iovlab'), [])).toEqual({ isOpen: false, window: null });
  });

  it('is shown where it is open already', async () => {
    const path = join(folder, 'mine.iovlab');
    await windows[1]?.lab.handlers['project.saveAs']({ path, overwrite: false }, signal);
    expect(await windowForPath(join(folder, '.', 'mine.iovlab'), windows)).toEqual({ isOpen: true, window: windows[1] });
  });
});

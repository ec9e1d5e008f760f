import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronPath, fetchElectron, shortReason } from './electron-binary.ts';

let root: string;
let electron: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iovlab-start-'));
  electron = join(root, 'node_modules', 'electron');
  mkdirSync(join(electron, 'dist'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the binary of Electron', () => {
  it('is there only when the executable is', () => {
    expect(electronPath(root)).toBeNull();
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(electronPath(root)).toBeNull();
    writeFileSync(join(electron, 'dist', 'electron'), '');
    expect(electronPath(root)).toBe(join(electron, 'dist', 'electron'));
  });

  it('is fetched by the script of its package', async () => {
    writeFileSync(
      join(electron, 'install.js'),
      `const fs = require('fs'); fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron');`,
    );
    expect(await fetchElectron(root, () => undefined)).toEqual({ kind: 'there' });
  });

  it('cannot be had when the script fails, and the reason is told', async () => {
    writeFileSync(join(electron, 'install.js'), `console.error('TypeError: fetch failed\\n    at somewhere'); process.exit(1);`);
    expect(await fetchElectron(root, () => undefined)).toEqual({ kind: 'unobtainable', reason: 'fetch failed' });
    rmSync(join(electron, 'install.js'));
    expect(await fetchElectron(root, () => undefined)).toEqual({ kind: 'unobtainable', reason: 'its package is not installed' });
  });

  it('is not there when a script claims success without it', async () => {
    writeFileSync(join(electron, 'install.js'), '');
    expect(await fetchElectron(root, () => undefined)).toMatchObject({ kind: 'unobtainable' });
  });
});

describe('a short reason', () => {
  it.each([
    ['Error: no space left\n  at x', 'no space left'],
    ['\n  electron: error while loading shared libraries: libnss3.so', 'electron: error while loading shared libraries: libnss3.so'],
    ['', 'no reason given'],
  ])('of "%s"', (complaint, reason) => {
    expect(shortReason(complaint)).toBe(reason);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveLab, type ServeOptions } from './serve-lab.ts';

let folder: string;
let options: ServeOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-serve-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  options = { dataFolder: join(folder, 'data'), pageFolder: join(folder, 'page'), workers: 1 };
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('serving a lab', () => {
  it('gives an address that answers, and lets go of everything at the end', async () => {
    const served = await serveLab(options);
    if (!served.ok) throw new Error(served.message);
    expect((await fetch(served.value.address, { redirect: 'manual' })).status).toBe(303);
    expect(served.value.opened).toBe(false);
    await served.value.close();
    await expect(fetch(served.value.address)).rejects.toThrow();
  });

  it('says what to do without a page', async () => {
    expect(await serveLab({ ...options, pageFolder: join(folder, 'absent') })).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it('gives up on a project that cannot be opened, and on a data folder that cannot be used', async () => {
    const absent = join(folder, 'absent.iovlab');
    expect(await serveLab({ ...options, projectPath: absent })).toMatchObject({ ok: false, code: 'not-found' });
    const unusable = join(folder, 'page', 'index.html');
    expect(await serveLab({ ...options, dataFolder: unusable })).toMatchObject({ ok: false, code: 'failed' });
  });
});

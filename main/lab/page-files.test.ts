import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFilePath, readPageFile } from './page-files.ts';

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'iovlab-page-'));
  folder = join(root, 'page');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(root, 'secret.json'), '{}');
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets', 'index-abc_1.js'), 'export {};');
  await symlink(join(root, 'secret.json'), join(folder, 'link.json'));
  await writeFile(join(folder, 'notes.txt'), 'not a part of the page');
});
afterAll(() => rm(root, { recursive: true }));

describe('files of the page', () => {
  it('serves the page itself at the root, never from a cache', async () => {
    const file = await readPageFile(folder, '/');
    expect(file.status).toBe(200);
    expect(file.headers).toMatchObject({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' });
    expect(new TextDecoder().decode(file.body)).toBe('<!doctype html>');
  });

  it('serves built files for good', async () => {
    const file = await readPageFile(folder, '/assets/index-abc_1.js');
    expect(file.status).toBe(200);
    expect(file.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
    expect(file.headers['Cache-Control']).toContain('immutable');
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '//secret.json',
    '/C:%5csecret.json',
  ])('finds nothing outside the folder at %s', async (path) => {
    expect(pageFilePath(folder, path)).toBeNull();
    expect((await readPageFile(folder, path)).status).toBe(404);
  });

  it.each(['/absent.js', '/link.json', '/assets', '/assets/', '/.git', '/%E0%A4%A', 'index.html', '/index.html%00.js', '/notes.txt'])(
    'answers %s with "not found"',
    async (path) => expect((await readPageFile(folder, path)).status).toBe(404),
  );

  it('forbids inline scripts, inline styles, frames and other hosts with every answer', async () => {
    for (const path of ['/', '/absent.js']) {
      const policy = (await readPageFile(folder, path)).headers['Content-Security-Policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
  });
});

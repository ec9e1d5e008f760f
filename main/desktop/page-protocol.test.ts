import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPageRequest } from './page-protocol.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iovlab-protocol-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>IOVLab</title>');
});
afterAll(() => rm(folder, { recursive: true }));

const get = (url: string) => answerPageRequest({ method: 'GET', url }, folder);

describe("the page's own protocol", () => {
  it('answers with the page and its policy', async () => {
    const response = await get('app://iovlab/');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
    expect(await response.text()).toContain('<title>IOVLab</title>');
  });

  it('answers HEAD without a body', async () => {
    const response = await answerPageRequest({ method: 'HEAD', url: 'app://iovlab/' }, folder);
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it.each([
    'app://iovlab/absent.js',
    'app://iovlab/%2e%2e%2fpackage.json',
    'app://iovlab/..%5cpackage.json',
    'app://other/',
    'app://user@iovlab/',
  ])('finds nothing at %s', async (url) => expect((await get(url)).status).toBe(404));

  it('takes no other method', async () => {
    expect((await answerPageRequest({ method: 'POST', url: 'app://iovlab/' }, folder)).status).toBe(405);
  });
});

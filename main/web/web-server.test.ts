/** Over real sockets on the loopback address, as a browser and as an attacker would. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { newScenario } from '../../shared/scenario/defaults.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { LARGEST_MESSAGE_BYTES } from './lab-socket.ts';
import { startWebServer, type WebServer } from './start-web-server.ts';

let folder: string;
let lab: Lab;
let server: WebServer;
let cookie: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-web-'));
  const pageFolder = join(folder, 'page');
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>IOVLab</title>');
  writeFileSync(join(pageFolder, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(folder, 'secret.json'), '{ "secret": true }');
  lab = createLab({ kind: 'browser', dataFolder: join(folder, 'data'), workers: 1 });
  server = await started(0);
  const first = await get(pathOf(server.address));
  cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
});

afterAll(async () => {
  await server.close();
  await lab.close();
  rmSync(folder, { recursive: true });
});

async function started(port: number, onAddress: (address: string) => void = () => {}): Promise<WebServer> {
  const reply = await startWebServer({ lab, port, pageFolder: join(folder, 'page'), onAddress });
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function get(path: string, { headers = {}, method = 'GET', port = server.port } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

describe('the start address', () => {
  it('lets one browser in, once, with a cookie that scripts and other sites cannot use', async () => {
    const other = await started(0);
    try {
      const start = pathOf(other.address);
      const first = await get(start, { port: other.port });
      expect(first.status).toBe(303);
      expect(first.headers.location).toBe('/');
      expect(String(first.headers['set-cookie'])).toMatch(/^iovlab-session-[0-9a-f]{12}=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
      const second = await get(start, { port: other.port });
      expect(second.status).toBe(403);
      expect(second.headers['set-cookie']).toBeUndefined();
      expect(second.text).toContain('lab address');
    } finally {
      await other.close();
    }
  });

  it('leads a browser that is in already to the page', async () => {
    expect((await get(pathOf(server.address), { headers: { Cookie: cookie } })).status).toBe(303);
  });

  it('is another one after each use, which lets the next browser in and leaves the first one in', async () => {
    const told: string[] = [];
    const other = await started(0, (address) => told.push(address));
    try {
      const cookies: string[] = [];
      for (const round of [0, 1]) {
        expect(told).toHaveLength(round + 1);
        expect(other.address).toBe(told[round]);
        const { headers } = await get(pathOf(other.address), { port: other.port });
        cookies.push(String(headers['set-cookie']).split(';')[0] ?? '');
      }
      expect(new Set(told).size).toBe(3);
      for (const Cookie of cookies) expect((await get('/', { port: other.port, headers: { Cookie } })).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it.each(['/?token=guess', '/?token=', '/?token', '/?token=%00', '/?Token=guess', '/#token=guess'])('refuses %s', async (path) => {
    expect((await get(path)).status).toBe(403);
  });
});

describe('the page', () => {
  it('is there for the browser that was let in, under a strict policy', async () => {
    const { status, headers, text } = await get('/', { headers: { Cookie: `theme=dark; ${cookie}` } });
    expect(status).toBe(200);
    expect(text).toContain('<title>IOVLab</title>');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it.each([
    ['no cookie', {}],
    ['a cookie of another server', { Cookie: 'iovlab-session-1=abc' }],
    ['an invented cookie', { Cookie: 'iovlab-session-0=x; session=y' }],
  ])('is refused with %s', async (_, headers) => {
    expect((await get('/', { headers })).status).toBe(403);
  });

  it.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example:80', 'localhost.', '0.0.0.0'])(
    'is refused to the host %s, as which a name that resolves to this machine shows',
    async (Host) => {
      expect((await get('/', { headers: { Host, Cookie: cookie } })).status).toBe(421);
    },
  );

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/../../secret.json',
    '//secret.json',
    '/%00',
    '/nothing.js',
  ])('does not lead out of its folder by %s', async (path) => {
    const { status, text } = await get(path, { headers: { Cookie: cookie } });
    expect(status).toBe(404);
    expect(text).not.toContain('secret"');
  });

  it('refuses to be written to', async () => {
    expect((await get('/', { method: 'POST', headers: { Cookie: cookie } })).status).toBe(405);
  });

  it('answers HEAD without a body', async () => {
    expect(await get('/', { method: 'HEAD', headers: { Cookie: cookie } })).toMatchObject({ status: 200, text: '' });
  });
});

describe('a port in use', () => {
  it('is named, with what to do', async () => {
    const reply = await startWebServer({ lab, port: server.port, pageFolder: folder });
    expect(reply).toMatchObject({ ok: false, code: 'refused' });
    if (!reply.ok)
      expect(reply.message).toBe(`Port ${server.port} is in use by another program. Name another one, or none for any free port.`);
  });
});

const replySchema = z.object({ kind: z.literal('reply'), id: z.int(), reply: z.looseObject({ ok: z.boolean() }) });

/** A page's socket: what it received so far, and the wait for the next that fits. */
function connect(headers: Record<string, string> = {}, path = '/lab') {
  const own = { Cookie: cookie, Origin: `http://127.0.0.1:${server.port}`, ...headers };
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers: own });
  const received: unknown[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  const outcome = new Promise<number | 'open'>((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
  const replyTo = (id: number): Promise<Record<string, unknown>> =>
    new Promise((resolve) => {
      const look = (): void => {
        for (const message of received) {
          const parsed = replySchema.safeParse(message);
          if (!parsed.success || parsed.data.id !== id) continue;
          waiting.delete(look);
          resolve(parsed.data.reply);
          return;
        }
      };
      waiting.add(look);
      look();
    });
  return { socket, outcome, received, replyTo, send: (message: unknown) => socket.send(JSON.stringify(message)) };
}

describe('the socket', () => {
  it('carries calls and their replies', async () => {
    const page = connect();
    expect(await page.outcome).toBe('open');
    page.send({ kind: 'call', id: 7, endpoint: 'lab.describe', input: {} });
    expect(await page.replyTo(7)).toMatchObject({ ok: true, value: { kind: 'browser', workers: 1 } });
    page.socket.close();
  });

  it('tells every page of changes', async () => {
    const [one, other] = [connect(), connect()];
    await Promise.all([one.outcome, other.outcome]);
    one.send({ kind: 'call', id: 1, endpoint: 'project.saveDraft', input: { scenario: { name: 'shared' } } });
    await one.replyTo(1);
    other.send({ kind: 'call', id: 1, endpoint: 'project.state', input: {} });
    await other.replyTo(1);
    expect(other.received[0]).toMatchObject({ kind: 'event', topic: 'project.changed', payload: { draft: { name: 'shared' } } });
    one.socket.close();
    other.socket.close();
  });

  it('cancels a run, and keeps what was done', async () => {
    const page = connect();
    await page.outcome;
    const scenario = newScenario();
    page.send({
      kind: 'call',
      id: 1,
      endpoint: 'run.start',
      input: { scenario: { ...scenario, method: { ...scenario.method, replications: 500 } } },
    });
    const { value } = await page.replyTo(1);
    const { runId } = z.object({ runId: z.string() }).parse(value);
    page.send({ kind: 'call', id: 2, endpoint: 'run.cancel', input: { runId } });
    expect(await page.replyTo(2)).toMatchObject({ ok: true });
    page.send({ kind: 'call', id: 3, endpoint: 'run.get', input: { runId } });
    expect(await page.replyTo(3)).toMatchObject({ ok: true, value: { summary: { status: 'cancelled' }, result: { complete: false } } });
    page.socket.close();
  });

  it.each<[string, Record<string, string>, number]>([
    ['no cookie', { Cookie: '' }, 403],
    ['the origin of another site', { Origin: 'https://evil.example' }, 403],
    ['the origin of another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['an origin that is none', { Origin: 'null' }, 403],
    ['the origin of another name of this machine', { Origin: 'http://localhost:1', Host: 'localhost:2' }, 403],
    ['the host of another site', { Host: 'evil.example' }, 421],
    ['the host and origin of a name that resolves to this machine', { Host: 'evil.example:80', Origin: 'http://evil.example:80' }, 421],
  ])('is refused with %s', async (_, headers, status) => {
    expect(await connect(headers).outcome).toBe(status);
  });

  it.each(['127.0.0.1:9000', 'localhost:9000', '[::1]:9000'])('is open to the page at %s, the near end of a tunnel', async (host) => {
    const page = connect({ Host: host, Origin: `http://${host}` });
    expect(await page.outcome).toBe('open');
    page.socket.close();
  });

  it('is nowhere else', async () => {
    expect(await connect({}, '/other').outcome).toBe(404);
  });

  it('is refused to a program that sends no origin', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/lab`, { headers: { Cookie: cookie } });
    socket.on('error', () => undefined);
    const status = await new Promise((resolve) => socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)));
    expect(status).toBe(403);
  });

  it('closes on a message that is too large, and serves the next page', async () => {
    const page = connect();
    await page.outcome;
    const closed = new Promise((resolve) => page.socket.once('close', resolve));
    page.send({ kind: 'call', id: 1, endpoint: 'scenario.check', input: { scenario: 'x'.repeat(LARGEST_MESSAGE_BYTES) } });
    expect(await closed).toBe(1009);
    const next = connect();
    expect(await next.outcome).toBe('open');
    next.socket.close();
  });

  it('passes over what is no message', async () => {
    const page = connect();
    await page.outcome;
    page.socket.send('{');
    page.socket.send('[]');
    page.send({ kind: 'call', id: 1, endpoint: 'nothing.here', input: {} });
    expect(await page.replyTo(1)).toMatchObject({ ok: false, code: 'unknown-endpoint' });
    expect(page.received.filter((message) => replySchema.safeParse(message).success)).toHaveLength(1);
    page.socket.close();
  });
});

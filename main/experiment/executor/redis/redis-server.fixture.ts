/** A real Redis server, and real workers as processes, for tests. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../free-port.fixture.ts';

/** Debian has it in the package redis-server. Without it these tests are reported as skipped. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

export interface RedisServer {
  readonly port: number;
  /** `redis://127.0.0.1:PORT`. */
  readonly url: string;
  /** Ends it at once: it keeps nothing. */
  kill(): Promise<void>;
  /** On the same port, empty. */
  start(): Promise<void>;
  /** A client of the test's own. */
  client(): Redis;
}

/** On a free port of the loopback address, in a temporary folder, without anything on disk; ended when the test is over. */
export async function startRedisServer(...arguments_: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-redis-'));
  let child: ChildProcess | null = null;
  const server: RedisServer = {
    port,
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(
        'redis-server',
        ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder, '--save', '', '--appendonly', 'no', ...arguments_],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let said = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
      while (!said.includes('Ready to accept connections')) {
        if (child.exitCode !== null) throw new Error(`redis-server ended: ${said}`);
        if (child.stdout) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    client() {
      const client = new Redis(port, '127.0.0.1');
      onTestFinished(() => client.disconnect());
      return client;
    },
  };
  onTestFinished(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await server.start();
  return server;
}

export interface WorkerProcess {
  /** Resolves as soon as it has said the text. */
  saying(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly status: number | null; readonly said: string }>;
}

/** The command line. */
export const program = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/** `lab worker --redis URL`, ended with the test. Resolves when it takes tasks. */
export async function startWorkerProcess(url: string, ...arguments_: readonly string[]): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [program, 'worker', '--redis', url, ...arguments_], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const worker: WorkerProcess = {
    async saying(text) {
      while (!said.includes(text)) {
        if (child.exitCode !== null) throw new Error(`The worker ended without saying "${text}": ${said}`);
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), once(child, 'exit')]);
      }
    },
    signal: (name) => void child.kill(name),
    ended: once(child, 'close').then(([status]: (number | null)[]) => ({ status: status ?? null, said })),
  };
  await worker.saying('Working for runs');
  return worker;
}

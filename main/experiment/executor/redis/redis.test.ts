/** Runs over a real Redis server with real worker processes, some of which die. */
import { Queue } from 'bullmq';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunResult } from '../../../../shared/result/schema.ts';
import { scenarioSchema, type ScenarioInput } from '../../../../shared/scenario/schema.ts';
import type { Executor } from '../executor.ts';
import { createInlineExecutor } from '../inline.ts';
import { runScenario } from '../../run.ts';
import { taskKey } from '../task-key.ts';
import { readRedisAddress, type RedisAddress } from './address.ts';
import { connectRedisExecutor } from './redis-executor.ts';
import { freePort } from '../../../free-port.fixture.ts';
import { hasRedisServer, program, startRedisServer, startWorkerProcess, type RedisServer } from './redis-server.fixture.ts';
import { startRedisWorker, type RedisWorker, type RedisWorkerOptions } from './redis-worker.ts';
import { FETCHED_LIFE_S, KEY_PREFIX, queueNameFor } from './task-queue.ts';
import { TASK_VERSION } from '../task-version.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const document = {
  vms: [{ name: 'vm', count: 4 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }, { name: 'vmdq' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 90] }], durationMs: 10, replications: 3 },
} satisfies ScenarioInput;
const scenario = scenarioSchema.parse(document);
/** Each simulation takes a second or so: long enough to be interrupted. */
const slow = scenarioSchema.parse({
  ...document,
  method: { ...document.method, durationMs: 120, replications: 1, confirmBottleneck: false },
});
const task = { scenario, technique: { name: 'sriov', options: {} }, replication: 0 } as const;
const never = new AbortController().signal;

function addressOf({ url }: Pick<RedisServer, 'url'>): RedisAddress {
  const address = readRedisAddress(url);
  if (!address.ok) throw new Error(address.message);
  return address.value;
}

interface Remote {
  readonly executor: Executor;
  /** What the run was told, as it comes. */
  readonly notices: string[];
}

async function connect(server: Pick<RedisServer, 'url'>): Promise<Remote> {
  const notices: string[] = [];
  const connected = await connectRedisExecutor({ address: addressOf(server), onNotice: (text) => void notices.push(text) });
  if (!connected.ok) throw new Error(connected.message);
  onTestFinished(() => connected.value.close());
  return { executor: connected.value, notices };
}

/** A worker in this process, which simulates in the test's own thread. */
async function workHere(server: RedisServer, differently: Partial<RedisWorkerOptions> = {}): Promise<RedisWorker> {
  const started = await startRedisWorker({
    address: addressOf(server),
    executor: createInlineExecutor(),
    takeoverMs: 1000,
    onNotice: () => undefined,
    ...differently,
  });
  if (!started.ok) throw new Error(started.message);
  onTestFinished(() => started.value.close(0).then(() => undefined));
  return started.value;
}

async function run(
  executor: Executor,
  what = scenario,
  onDone: (done: number) => void = () => undefined,
  signal = never,
): Promise<RunResult> {
  return runScenario(what, { executor, signal, onProgress: ({ done }) => onDone(done), clock: () => performance.now() });
}

const runHere = (what = scenario): Promise<RunResult> => run(createInlineExecutor(), what);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(20);
}

describe.skipIf(!hasRedisServer)('a run over Redis', () => {
  it('has the result of a local run, bit for bit, and leaves nothing behind', async () => {
    const server = await startRedisServer();
    await startWorkerProcess(server.url, '--workers', '2');
    await startWorkerProcess(server.url, '--workers', '1');
    const { executor, notices } = await connect(server);
    const told: number[] = [];
    expect(await run(executor, scenario, (done) => void told.push(done))).toStrictEqual(await runHere());
    expect(notices).toEqual([]);
    // Each simulation counts once.
    expect(told.at(-1)).toBe(18);
    await executor.close();
    const client = server.client();
    const names = await client.keys(`${KEY_PREFIX}:*`);
    const records = names.filter((name) => name.startsWith(`${KEY_PREFIX}:record:`));
    for (const name of records) expect(await client.ttl(name)).toBeLessThanOrEqual(FETCHED_LIFE_S);
    // Left are what BullMQ knows of the queue, and who works for it.
    expect(names.filter((name) => /:[0-9a-f]{64}$/.test(name) && !records.includes(name))).toEqual([]);
  });

  it('is a run of the command line as any other', async () => {
    const server = await startRedisServer();
    await startWorkerProcess(server.url, '--workers', '2');
    const folder = mkdtempSync(join(tmpdir(), 'iovlab-redis-run-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'scenario.json');
    writeFileSync(file, JSON.stringify(scenario));
    const project = join(folder, 'study.iovlab');
    const arguments_ = [program, 'run', file, '--json', '--redis', server.url, '--project', project];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, arguments_);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(await runHere())));
    expect(stderr).toBe(`Wrote the run into ${project}.\n`);
    // Bad input ends it, whatever is connected by then.
    const elsewhere = promisify(execFile)(process.execPath, [...arguments_.slice(0, -1), join(folder, 'study.txt')]);
    await expect(elsewhere).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('give it the ending .iovlab') as string });
  });

  it('goes on when a worker is killed: another one takes over what it held', async () => {
    const server = await startRedisServer();
    const first = await startWorkerProcess(server.url, '--workers', '2', '--takeover', '1');
    const { executor, notices } = await connect(server);
    const killed: Promise<unknown>[] = [];
    const remote = run(executor, slow, (done) => {
      if (done !== 1) return;
      first.signal('SIGKILL');
      killed.push(first.ended.then(() => startWorkerProcess(server.url, '--workers', '2', '--takeover', '1')));
    });
    expect(await remote).toStrictEqual(await runHere(slow));
    expect(killed).toHaveLength(1);
    await Promise.all(killed);
    expect(notices.filter((text) => text.startsWith('The connection'))).toEqual([]);
  });

  it('gets back at once what a worker that is ended has not done', async () => {
    const server = await startRedisServer();
    // Taken over only after an hour: what goes on at once was handed back.
    const first = await startWorkerProcess(server.url, '--workers', '2', '--takeover', '3600', '--grace', '0');
    const { executor } = await connect(server);
    const remote = run(executor, slow, (done) => {
      if (done === 1) first.signal('SIGTERM');
    });
    const { status, said } = await first.ended;
    expect(status).toBe(0);
    expect(said).toMatch(/Ended: \d simulations done, [12] handed back\.\n$/);
    await startWorkerProcess(server.url, '--workers', '2');
    expect(await remote).toStrictEqual(await runHere(slow));
  });

  it('goes on when the server is restarted in the middle, even if it has forgotten everything', async () => {
    const server = await startRedisServer();
    await startWorkerProcess(server.url, '--workers', '2');
    const { executor, notices } = await connect(server);
    let restarted: Promise<void> | null = null;
    const remote = run(executor, slow, (done) => {
      if (done >= 2)
        restarted ??= server
          .kill()
          .then(() => delay(300))
          .then(() => server.start());
    });
    expect(await remote).toStrictEqual(await runHere(slow));
    expect(restarted).not.toBeNull();
    expect(notices.some((text) => text.includes('is lost. Trying again'))).toBe(true);
    expect(notices.some((text) => text.includes('is back.'))).toBe(true);
  });

  it('is told that only workers of another version are there, which get nothing, and goes on when one of its own comes', async () => {
    const server = await startRedisServer();
    const old = await workHere(server, { version: '0.9.0-r1' });
    const { executor, notices } = await connect(server);
    const remote = executor.run(task, never);
    await until(() => notices.length > 0);
    expect(notices[0]).toMatch(/^The workers at redis:\S+ are of another version: \S+ has 0\.9\.0-r1; this run needs .*lab worker --redis/);
    const right = await workHere(server);
    expect(await remote).toStrictEqual(await createInlineExecutor().run(task, never));
    expect([old.done, right.done]).toEqual([0, 1]);
    await until(() => notices.length > 1);
    expect(notices[1]).toContain('Workers of this version are there now');
  });

  it('shares server, workers and simulations with another one', async () => {
    const server = await startRedisServer();
    const [one, other] = [await connect(server), await connect(server)];
    const runs = Promise.all([run(one.executor), run(other.executor)]);
    await startWorkerProcess(server.url, '--workers', '2');
    const [first, second] = await runs;
    expect(first).toStrictEqual(await runHere());
    expect(second).toStrictEqual(first);
  });

  it('takes its waiting tasks away when it is cancelled', async () => {
    const server = await startRedisServer();
    const { executor, notices } = await connect(server);
    const controller = new AbortController();
    const remote = run(executor, scenario, undefined, controller.signal);
    const queue = new Queue(queueNameFor(TASK_VERSION), { connection: { port: server.port }, prefix: KEY_PREFIX });
    onTestFinished(() => queue.close());
    await until(async () => (await queue.getWaitingCount()) === 18);
    expect(notices).toEqual([expect.stringMatching(/^No worker is connected to redis:\S+\. The run waits\. Start workers/)]);
    controller.abort();
    expect((await remote).complete).toBe(false);
    await executor.close();
    expect(await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized', 'completed', 'failed')).toBe(0);
  });

  it('fails a simulation with the reason of its worker, and the others go on', async () => {
    const server = await startRedisServer();
    const sound = createInlineExecutor();
    const short: Executor = {
      ...sound,
      run: (asked, signal) => (asked.replication === 7 ? Promise.reject(new Error('out of memory')) : sound.run(asked, signal)),
    };
    await workHere(server, { executor: short });
    const { executor } = await connect(server);
    await expect(executor.run({ ...task, replication: 7 }, never)).rejects.toThrow('out of memory');
    await expect(executor.run(task, never)).resolves.toMatchObject({ refusal: null });
  });

  it('has its tasks checked: data of others is refused by the worker and never simulated', async () => {
    const server = await startRedisServer();
    const worker = await workHere(server);
    const queue = new Queue(queueNameFor(TASK_VERSION), { connection: { port: server.port }, prefix: KEY_PREFIX });
    onTestFinished(() => queue.close());
    const altered = { ...task, replication: 1 };
    await queue.add('simulate', { task: altered, run: 'x' }, { jobId: taskKey(task) });
    await queue.add('simulate', 'process.exit()', { jobId: 'nonsense' });
    await until(async () => (await queue.getFailedCount()) === 2);
    const reasons = (await queue.getFailed()).map(({ failedReason }) => failedReason).sort();
    expect(reasons[0]).toContain('refused the task: it is no simulation of this version');
    expect(reasons[1]).toContain('refused the task: its key is not that of its content');
    expect(worker.done).toBe(0);
  });
});

describe('a Redis server that cannot be used', () => {
  it('is named without the password, with what to do', async () => {
    const address = addressOf({ url: 'redis://lab:secret@127.0.0.1:1/2' });
    const connected = await connectRedisExecutor({ address, onNotice: () => undefined });
    expect(connected).toMatchObject({
      ok: false,
      message:
        'Redis at redis://lab:***@127.0.0.1:1/2 cannot be used: nothing answers on port 1 of 127.0.0.1. Start the server there (redis-server), or correct the address.',
    });
  });

  it.skipIf(!hasRedisServer)('says that it wants a password, or another one', async () => {
    const server = await startRedisServer('--requirepass', 'right');
    const refusalOf = async (user: string): Promise<string> => {
      const url = `redis://${user}127.0.0.1:${server.port}`;
      const connected = await connectRedisExecutor({ address: addressOf({ url }), onNotice: () => undefined });
      return connected.ok ? 'connected' : connected.message;
    };
    expect(await refusalOf('')).toMatch(/does not accept user and password \(NOAUTH/);
    expect(await refusalOf(':wrong@')).toMatch(/does not accept user and password \(WRONGPASS.*Correct them in the address/);
    const { executor } = await connect({ url: `redis://:right@127.0.0.1:${server.port}` });
    await executor.close();
  });

  it.skipIf(!hasRedisServer || !hasOpenssl)('says that TLS is wanted, or that its certificate is not trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iovlab-redis-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-keyout', key, '-out', certificate];
    expect(spawnSync('openssl', request).status).toBe(0);
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate, '--tls-auth-clients', 'no'];
    const port = await freePort();
    await startRedisServer('--tls-port', `${port}`, ...files);
    const refusalOf = async (url: string): Promise<string> => {
      const connected = await connectRedisExecutor({ address: addressOf({ url }), onNotice: () => undefined });
      return connected.ok ? 'connected' : connected.message;
    };
    expect(await refusalOf(`redis://localhost:${port}`)).toContain('Does it want TLS? Then use rediss://.');
    expect(await refusalOf(`rediss://localhost:${port}`)).toMatch(/TLS fails \(self-signed certificate.*NODE_EXTRA_CA_CERTS/);
  });
});

/**
 * Simulates on the workers of a Redis server. Events of the queue make it quick; what is true is only what the server holds, which is looked at every few seconds
 * and after each lost connection: a task that is not there any more, because the server was restarted or another run fetched its record, is put there again.
 */
import { Queue, QueueEvents, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { succeed, type Reply } from '../../../../shared/contract/reply.ts';
import type { RunRecord, SimulationTask } from '../../../engine/run-record.ts';
import type { Executor } from '../executor.ts';
import { taskKey } from '../task-key.ts';
import type { RedisAddress } from './address.ts';
import { connectToRedis, lastingOptions, tellLosses } from './connection.ts';
import { lackOfWorkers, presentWorkers } from './present-workers.ts';
import {
  FETCHED_LIFE_S,
  jobOptions,
  KEY_PREFIX,
  MOST_IN_FLIGHT,
  queueNameFor,
  recordKey,
  unpackRecord,
  type TaskMessage,
} from './task-queue.ts';
import { TASK_VERSION } from '../task-version.ts';

export interface RedisExecutorOptions {
  readonly address: RedisAddress;
  /** Told, in a sentence, when no worker can take part, when one can again, and when the connection is lost or back. */
  readonly onNotice: (text: string) => void;
}

/** How often the server is looked at for each task that is on its way, ms. */
const LOOK_INTERVAL_MS = 3000;
/** Longest wait, ms, for a server that does not answer when the run ends: what it leaves there goes away by itself. */
const FAREWELL_MS = 3000;

interface Waiter {
  readonly resolve: (record: RunRecord) => void;
  readonly reject: (error: unknown) => void;
}

/** A task that is on the server. Points that ask for the same simulation share it. */
interface Pending {
  readonly task: SimulationTask;
  readonly waiters: Set<Waiter>;
}

export async function connectRedisExecutor({ address, onNotice }: RedisExecutorOptions): Promise<Reply<Executor>> {
  const connected = await connectToRedis(address);
  if (!connected.ok) return connected;
  const redis = connected.value;
  const connection = lastingOptions(address);
  const queue = new Queue<TaskMessage, null>(queueNameFor(TASK_VERSION), { connection, prefix: KEY_PREFIX });
  const events = new QueueEvents(queueNameFor(TASK_VERSION), { connection, prefix: KEY_PREFIX });
  // Lost connections are told by the one that is watched.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  const stopTelling = tellLosses(redis, address, onNotice);
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  return succeed(new RedisExecutor({ redis, queue, events, shown: address.shown, onNotice, stopTelling }));
}

interface Connections {
  readonly redis: Redis;
  readonly queue: Queue<TaskMessage, null>;
  readonly events: QueueEvents;
  readonly shown: string;
  readonly onNotice: (text: string) => void;
  readonly stopTelling: () => void;
}

class RedisExecutor implements Executor {
  readonly workers = MOST_IN_FLIGHT;
  readonly #to: Connections;
  readonly #run = randomUUID();
  readonly #pending = new Map<string, Pending>();
  /** Looks at the server that are going on, by key: one at a time for each task. */
  readonly #looks = new Map<string, Promise<void>>();
  readonly #withdrawals = new Set<Promise<unknown>>();
  readonly #timer: NodeJS.Timeout;
  /** What was last said of the workers; null when some can work. */
  #lack: string | null = null;
  #closing = false;

  constructor(connections: Connections) {
    this.#to = connections;
    const { events, redis } = connections;
    const look = ({ jobId }: { jobId: string }): void => {
      void this.#look(jobId);
      if (this.#lack !== null) void this.#tellLackOfWorkers();
    };
    events.on('completed', look);
    events.on('failed', look);
    // The job was there already: another run wants it too, or an earlier one left it.
    events.on('duplicated', look);
    redis.on('ready', () => this.#lookAtAll());
    this.#timer = setInterval(() => this.#lookAtAll(), LOOK_INTERVAL_MS);
  }

  async run(task: SimulationTask, signal: AbortSignal): Promise<RunRecord> {
    signal.throwIfAborted();
    const key = taskKey(task);
    return new Promise<RunRecord>((resolve, reject) => {
      const isFirst = this.#pending.size === 0;
      const pending = this.#pending.get(key) ?? this.#put(key, task);
      const onAbort = (): void => {
        pending.waiters.delete(waiter);
        if (pending.waiters.size === 0) this.#withdraw(key);
        reject(signal.reason as Error);
      };
      const settled = (): void => signal.removeEventListener('abort', onAbort);
      const waiter: Waiter = {
        resolve: (record) => (settled(), resolve(record)),
        reject: (error) => (settled(), reject(error as Error)),
      };
      pending.waiters.add(waiter);
      signal.addEventListener('abort', onAbort, { once: true });
      if (isFirst) void this.#tellLackOfWorkers();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    const { redis, queue, events, stopTelling } = this.#to;
    const leave = async (): Promise<void> => {
      await Promise.allSettled([...this.#withdrawals, ...this.#looks.values()]);
      await Promise.allSettled([queue.close(), events.close()]);
    };
    await Promise.race([leave(), delay(FAREWELL_MS, undefined, { ref: false })]);
    await Promise.race([Promise.allSettled([queue.disconnect(), events.disconnect()]), delay(FAREWELL_MS, undefined, { ref: false })]);
    stopTelling();
    redis.disconnect();
  }

  #put(key: string, task: SimulationTask): Pending {
    const pending: Pending = { task, waiters: new Set() };
    this.#pending.set(key, pending);
    void this.#ask(key, task);
    return pending;
  }

  /** While the connection is lost, this waits; when the server forgets it, the next look puts it there again. */
  async #ask(key: string, task: SimulationTask): Promise<void> {
    try {
      await this.#to.queue.add('simulate', { task, run: this.#run }, { ...jobOptions, jobId: key });
    } catch (error) {
      if (!this.#closing) this.#settle(key, ({ reject }) => reject(error));
    }
  }

  /** Nobody waits for it any more. What a worker has begun cannot be removed; its record goes away by itself. */
  #withdraw(key: string): void {
    this.#pending.delete(key);
    const removal = this.#to.queue
      .remove(key)
      .catch(() => undefined)
      .finally(() => this.#withdrawals.delete(removal));
    this.#withdrawals.add(removal);
  }

  #lookAtAll(): void {
    if (this.#to.redis.status !== 'ready' || this.#pending.size === 0) return;
    void this.#tellLackOfWorkers();
    for (const key of this.#pending.keys()) void this.#look(key);
  }

  #look(key: string): Promise<void> {
    const going = this.#looks.get(key);
    if (going) return going;
    if (!this.#pending.has(key)) return Promise.resolve();
    const look = this.#lookAt(key)
      // The connection was lost meanwhile: there is a further look when it is back.
      .catch(() => undefined)
      .finally(() => this.#looks.delete(key));
    this.#looks.set(key, look);
    return look;
  }

  async #lookAt(key: string): Promise<void> {
    const { queue } = this.#to;
    if (await this.#fetch(key)) return;
    const job = (await queue.getJob(key)) as Job<TaskMessage, null> | undefined;
    const pending = this.#pending.get(key);
    if (!pending) return;
    if (!job) {
      // It may have ended between the two questions.
      if (!(await this.#fetch(key)) && this.#pending.has(key)) await this.#ask(key, pending.task);
    } else if (job.finishedOn !== undefined && job.failedReason) {
      await queue.remove(key);
      if (job.data.run === this.#run) this.#settle(key, ({ reject }) => reject(new Error(reasonOf(job))));
      // Left by another run: perhaps its worker was short of memory.
      else await this.#ask(key, pending.task);
    }
  }

  /** Whether the record was there. */
  async #fetch(key: string): Promise<boolean> {
    const { redis } = this.#to;
    const name = recordKey(TASK_VERSION, key);
    const packed = await redis.getBuffer(name);
    if (packed === null) return false;
    try {
      const record = await unpackRecord(packed);
      this.#settle(key, ({ resolve }) => resolve(record));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#settle(key, ({ reject }) => reject(new Error(`its record from ${this.#to.shown} cannot be used: ${reason}`)));
      await redis.del(name);
      return true;
    }
    await redis.expire(name, FETCHED_LIFE_S);
    return true;
  }

  #settle(key: string, tell: (waiter: Waiter) => void): void {
    const pending = this.#pending.get(key);
    this.#pending.delete(key);
    pending?.waiters.forEach(tell);
  }

  async #tellLackOfWorkers(): Promise<void> {
    const { redis, shown, onNotice } = this.#to;
    try {
      const workers = await presentWorkers(redis);
      const lack = lackOfWorkers(workers, TASK_VERSION, shown);
      if (lack === this.#lack || this.#closing) return;
      onNotice(lack ?? 'Workers of this version are there now: the run goes on.');
      this.#lack = lack;
    } catch {
      // The connection was lost meanwhile, which is told elsewhere.
    }
  }
}

function reasonOf({ failedReason }: Job): string {
  return failedReason.startsWith('job stalled')
    ? 'several workers in a row ended while they simulated it, perhaps for lack of memory'
    : failedReason;
}

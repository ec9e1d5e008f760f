/** Simulates the tasks that a Redis server has for this version, on an executor of this machine. */
import { UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { succeed, type Reply } from '../../../../shared/contract/reply.ts';
import type { SimulationTask } from '../../../engine/run-record.ts';
import type { Executor } from '../executor.ts';
import { readTask } from '../task-schema.ts';
import type { RedisAddress } from './address.ts';
import { connectToRedis, lastingOptions, tellLosses } from './connection.ts';
import { announceWorker } from './present-workers.ts';
import { KEY_PREFIX, MOST_TAKEOVERS, packRecord, queueNameFor, RECORD_LIFE_S, recordKey, type TaskMessage } from './task-queue.ts';
import { TASK_VERSION } from '../task-version.ts';

export interface RedisWorkerOptions {
  readonly address: RedisAddress;
  /** Where the simulations run; not closed here. */
  readonly executor: Executor;
  /**
   * Without a sign of life for so long, ms, the tasks of a worker are taken over. Signs are given at half of it, by a thread that does not simulate, so
   * that only a machine that stands still or has no network is taken for dead; what it does then is done twice, and counted once.
   */
  readonly takeoverMs: number;
  readonly onNotice: (text: string) => void;
  /** Default: that of this engine. */
  readonly version?: string;
}

export interface RedisWorker {
  /** Simulations that were done. */
  readonly done: number;
  /** Takes no more, waits so long, ms, for what is going on, hands back the rest, and ends its connections. */
  close(graceMs: number): Promise<{ readonly handedBack: number }>;
}

/** Longest wait, ms, for a server that does not answer when the worker ends: its tasks are then taken over like those of a dead one. */
const FAREWELL_MS = 3000;

export async function startRedisWorker(options: RedisWorkerOptions): Promise<Reply<RedisWorker>> {
  const { address, executor, takeoverMs, onNotice, version = TASK_VERSION } = options;
  const connected = await connectToRedis(address);
  if (!connected.ok) return connected;
  const redis = connected.value;
  const stopTelling = tellLosses(redis, address, onNotice);
  const handingBack = new AbortController();
  let [done, handedBack] = [0, 0];

  async function work(job: Job<TaskMessage>, token?: string): Promise<null> {
    const key = job.id ?? '';
    const task = checkedTask(job.data, key);
    // Another run may have asked for it a moment ago.
    if ((await redis.exists(recordKey(version, key))) === 1) return null;
    try {
      const record = await executor.run(task, handingBack.signal);
      // First the record, then the end of the job: what is done twice after a fall between them gives the same record.
      await redis.set(recordKey(version, key), await packRecord(record), 'EX', RECORD_LIFE_S);
      done++;
      return null;
    } catch (error) {
      if (!handingBack.signal.aborted) throw error;
      await job.moveToWait(token);
      handedBack++;
      throw new WaitingError();
    }
  }

  const worker = new Worker<TaskMessage, null>(queueNameFor(version), work, {
    connection: lastingOptions(address),
    prefix: KEY_PREFIX,
    concurrency: executor.workers,
    lockDuration: takeoverMs,
    stalledInterval: takeoverMs / 2,
    maxStalledCount: MOST_TAKEOVERS,
    runRetryDelay: 1000,
  });
  // Lost connections are told above. A lock that was lost means that another worker has the task.
  worker.on('error', () => undefined);
  const leave = await announceWorker(redis, { id: randomUUID(), version, host: hostname(), threads: executor.workers });

  return succeed({
    get done() {
      return done;
    },
    async close(graceMs) {
      const ended = worker.close();
      await Promise.race([ended, delay(graceMs, undefined, { ref: false })]);
      handingBack.abort();
      await Promise.race([Promise.all([ended, leave()]), delay(FAREWELL_MS, undefined, { ref: false })]);
      await Promise.race([worker.disconnect(), delay(FAREWELL_MS, undefined, { ref: false })]);
      stopTelling();
      redis.disconnect();
      return { handedBack };
    },
  });
}

/** Nothing of the data is used before it was checked; what is not a task of this version fails, and its run says why. */
function checkedTask(data: TaskMessage | undefined, key: string): SimulationTask {
  try {
    return readTask(data?.task, key);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnrecoverableError(`a worker on ${hostname()} refused the task: ${reason}`);
  }
}

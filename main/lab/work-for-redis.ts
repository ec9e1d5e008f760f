/** A worker of a Redis server on this machine's threads: for the command line. */
import type { Reply } from '../../shared/contract/reply.ts';
import { succeed } from '../../shared/contract/reply.ts';
import { createPool } from '../experiment/executor/pool.ts';
import type { RedisAddress } from '../experiment/executor/redis/address.ts';
import { startRedisWorker } from '../experiment/executor/redis/redis-worker.ts';
import { TASK_VERSION } from '../experiment/executor/task-version.ts';

export interface WorkOptions {
  readonly address: RedisAddress;
  /** At least 1. Default: one for each processor. */
  readonly workers: number | undefined;
  /** Without a sign of life for so long, ms, its tasks are taken over by other workers. */
  readonly takeoverMs: number;
  readonly onNotice: (text: string) => void;
}

export interface Work {
  readonly threads: number;
  /** Version of the engine and of its records, `1.3.0-r1`: runs of another version are left to others. */
  readonly version: string;
  /** Takes no more, waits so long, ms, for what is going on and hands back the rest. */
  end(graceMs: number): Promise<{ readonly done: number; readonly handedBack: number }>;
}

export async function workForRedis({ workers, ...options }: WorkOptions): Promise<Reply<Work>> {
  const executor = createPool(workers === undefined ? {} : { workers });
  const started = await startRedisWorker({ ...options, executor });
  if (!started.ok) {
    await executor.close();
    return started;
  }
  const worker = started.value;
  return succeed({
    threads: executor.workers,
    version: TASK_VERSION,
    async end(graceMs) {
      const { handedBack } = await worker.close(graceMs);
      await executor.close();
      return { done: worker.done, handedBack };
    },
  });
}

/** Where simulations run: one place that knows every kind of executor. */
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { createInlineExecutor } from '../experiment/executor/inline.ts';
import { createPool } from '../experiment/executor/pool.ts';
import type { RedisAddress } from '../experiment/executor/redis/address.ts';

export type { Executor } from '../experiment/executor/executor.ts';
export { readRedisAddress, type RedisAddress } from '../experiment/executor/redis/address.ts';

export type ExecutorChoice =
  | { readonly kind: 'inline' | 'threads'; /** Threads. Default: one for each processor. */ readonly workers?: number | undefined }
  | { readonly kind: 'redis'; readonly address: RedisAddress; readonly onNotice: (text: string) => void };

export async function openExecutor(choice: ExecutorChoice): Promise<Reply<Executor>> {
  switch (choice.kind) {
    case 'inline':
      return succeed(createInlineExecutor());
    case 'threads':
      return succeed(createPool(choice.workers === undefined ? {} : { workers: choice.workers }));
    case 'redis': {
      // Loaded when asked for: runs on this machine need no Redis client.
      const { connectRedisExecutor } = await import('../experiment/executor/redis/redis-executor.ts');
      return connectRedisExecutor(choice);
    }
  }
}

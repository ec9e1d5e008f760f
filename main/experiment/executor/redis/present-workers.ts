/** Which workers are there, of whatever version: each says so every few seconds, and is forgotten when it no longer does. */
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { KEY_PREFIX } from './task-queue.ts';

const presentWorkerSchema = z.object({
  id: z.string(),
  /** TASK_VERSION of the worker. */
  version: z.string(),
  host: z.string(),
  /** Simulations at the same time. */
  threads: z.int(),
});
export type PresentWorker = z.output<typeof presentWorkerSchema>;

const SIGN_INTERVAL_MS = 3000;
/** Without a sign for so long, ms, a worker counts as gone. */
const SIGN_LIFE_MS = 10_000;

const NAMES = `${KEY_PREFIX}:workers`;
const keyOf = (id: string): string => `${KEY_PREFIX}:worker:${id}`;

/** Says that the worker is there until the returned function is called. */
export async function announceWorker(redis: Redis, worker: PresentWorker): Promise<() => Promise<void>> {
  const sign = async (): Promise<void> => {
    await redis.pipeline().sadd(NAMES, worker.id).set(keyOf(worker.id), JSON.stringify(worker), 'PX', SIGN_LIFE_MS).exec();
  };
  await sign();
  const timer = setInterval(() => {
    // While the connection is lost, signs would pile up.
    if (redis.status === 'ready') sign().catch(() => undefined);
  }, SIGN_INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    if (redis.status === 'ready') await redis.pipeline().srem(NAMES, worker.id).del(keyOf(worker.id)).exec();
  };
}

export async function presentWorkers(redis: Redis): Promise<PresentWorker[]> {
  const ids = await redis.smembers(NAMES);
  if (ids.length === 0) return [];
  const signs = await redis.mget(ids.map(keyOf));
  const gone = ids.filter((_, index) => signs[index] === null);
  if (gone.length > 0) await redis.srem(NAMES, ...gone);
  return signs.flatMap((sign) => {
    const parsed = presentWorkerSchema.safeParse(sign === null ? null : parsedJson(sign));
    return parsed.success ? [parsed.data] : [];
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a run that waits says of the workers; null when some can work for it. */
export function lackOfWorkers(workers: readonly PresentWorker[], version: string, shown: string): string | null {
  if (workers.some((worker) => worker.version === version)) return null;
  const remedy = `The run waits. Start workers of this version: lab worker --redis ${shown}`;
  if (workers.length === 0) return `No worker is connected to ${shown}. ${remedy}`;
  const others = workers.map((worker) => `${worker.host} has ${worker.version}`);
  return `The workers at ${shown} are of another version: ${[...new Set(others)].join(', ')}; this run needs ${version}. ${remedy}`;
}

/** Worker threads through piscina, each with a bound on its memory: one that dies fails its simulation and not the program. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { engineEnvironment, setEngineFlags } from './compiler-settings.ts';
import type { Executor } from './executor.ts';
import { defaultWorkerFile } from './worker-file.ts';
import type { TimedRecord } from './worker.ts';

/** Memory of one worker, MiB: many times what the largest scenario takes. */
const WORKER_MEMORY_MIB = 2048;

export interface PoolOptions {
  /** Default: one for each processor. */
  readonly workers?: number;
  /** Worker's module. Default: the one that this program was delivered with. */
  readonly workerFile?: URL;
  /** Told of every simulation that was done, with the time that it took in its worker. */
  readonly onSimulated?: (task: SimulationTask, record: RunRecord, seconds: number) => void;
}

export function createPool(options: PoolOptions = {}): Executor {
  const workers = options.workers ?? availableParallelism();
  const workerFile = options.workerFile ?? defaultWorkerFile;
  setEngineFlags();
  const pool = new Piscina<SimulationTask, TimedRecord>({
    filename: workerFile.href,
    env: engineEnvironment(workerFile),
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: 1000,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MIB },
  });
  // Failures of simulations reject their own promises. What is told here belongs to none: an answer that comes after its simulation was
  // aborted, a worker that ends between two. Without a listener it would end the program.
  pool.on('error', () => undefined);
  return {
    workers,
    async run(task, signal) {
      const { record, seconds } = await pool.run(task, { signal });
      options.onSimulated?.(task, record, seconds);
      return record;
    },
    close: () => pool.destroy(),
  };
}

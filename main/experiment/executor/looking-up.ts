/** An executor that simulates only what is not kept already. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunRecord } from '../../engine/run-record.ts';
import type { Executor } from './executor.ts';
import { taskKey } from './task-key.ts';

/** Records by the key of their simulation (task-key.ts), wherever they are kept. */
export interface SimulationStore {
  /** null: it must be simulated. */
  find(key: string): RunRecord | null;
  keep(key: string, record: RunRecord): void;
}

export interface LookingUpExecutor extends Executor {
  /** Simulations that were found, and so not run. */
  readonly found: number;
}

/** Looks into the store before each simulation, and keeps what was simulated. Failed simulations are not kept. */
export function lookUpFirst(executor: Executor, store: SimulationStore): LookingUpExecutor {
  let found = 0;
  return {
    workers: executor.workers,
    get found() {
      return found;
    },
    async run(task, signal) {
      const key = taskKey(task);
      const known = store.find(key);
      if (known) {
        found++;
        // Thousands may be found in a row: whoever waits for this thread gets a turn.
        await nextTurn();
        signal.throwIfAborted();
        return known;
      }
      const record = await executor.run(task, signal);
      store.keep(key, record);
      return record;
    },
    close: () => executor.close(),
  };
}

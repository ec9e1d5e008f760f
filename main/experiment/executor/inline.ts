/** Simulates in the calling thread, one after the other: for tests and for runs that are over before a thread has started. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { simulate } from '../../engine/simulate.ts';
import type { Executor } from './executor.ts';

/** Nothing else of the thread goes on during a simulation; between two of them there is a turn for signals and timers. */
export function createInlineExecutor(): Executor {
  return {
    workers: 1,
    async run(task, signal) {
      await nextTurn();
      signal.throwIfAborted();
      return simulate(task);
    },
    close: () => Promise.resolve(),
  };
}

/** Simulations that failed: a worker that died or ran out of memory fails its point, and the run says so at its end. */
import type { Executor } from '../experiment/executor/executor.ts';

export interface Failures {
  /** The same executor, watched. */
  readonly executor: Executor;
  readonly count: number;
  /** What failed, for the user. */
  describe(): string;
}

export function noteFailures(executor: Executor): Failures {
  let count = 0;
  let firstReason = '';
  return {
    executor: {
      workers: executor.workers,
      async run(task, signal) {
        try {
          return await executor.run(task, signal);
        } catch (error) {
          if (!signal.aborted) {
            count += 1;
            firstReason ||= error instanceof Error ? error.message : String(error);
          }
          throw error;
        }
      },
      close: () => executor.close(),
    },
    get count() {
      return count;
    },
    describe() {
      const what = count === 1 ? 'A simulation failed' : `${count} simulations failed`;
      return `${what}: ${firstReason}. The other points are kept; run again, with a shorter duration or fewer VMs if the memory was exhausted.`;
    },
  };
}

/** Runs one scenario on worker threads of its own: for the command line, which has no lab. */
import type { RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { createPool } from '../experiment/executor/pool.ts';
import { runScenario, type RunProgress } from '../experiment/run.ts';
import { noteFailures } from './failures.ts';

export { catalogue } from './catalogue.ts';
export type { RunProgress } from '../experiment/run.ts';

export interface LocalRunOptions {
  /** At least 1. Default: one for each processor. */
  readonly workers?: number | undefined;
  /** Aborted: what is done is kept, and the result is not complete. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

export interface LocalRun {
  readonly result: RunResult;
  /** What failed, for the user, or null; the other points are in the result. */
  readonly failure: string | null;
}

export async function runOnThisMachine(scenario: Scenario, { workers, signal, onProgress }: LocalRunOptions): Promise<LocalRun> {
  const failures = noteFailures(createPool(workers === undefined ? {} : { workers }));
  const { executor } = failures;
  try {
    const result = await runScenario(scenario, { executor, signal, onProgress, clock: () => performance.now() });
    return { result, failure: failures.count > 0 ? failures.describe() : null };
  } finally {
    await executor.close();
  }
}

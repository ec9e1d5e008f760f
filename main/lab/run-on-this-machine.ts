/** Runs one scenario on worker threads of its own: for the command line, which has no lab. */
import type { RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { createPool } from '../experiment/executor/pool.ts';
import { lookUpFirst, type SimulationStore } from '../experiment/executor/looking-up.ts';
import { planRun } from '../experiment/plan.ts';
import { runScenario, type RunProgress } from '../experiment/run.ts';
import { screenPoints, type ScreeningOptions } from '../experiment/sensitivity/screen-points.ts';
import { noteFailures } from './failures.ts';

export { catalogue } from './catalogue.ts';
export type { RunProgress } from '../experiment/run.ts';

export interface LocalRunOptions {
  /** At least 1. Default: one for each processor. */
  readonly workers?: number | undefined;
  /** Aborted: what is done is kept, and the result is not complete. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
  /** Also screens what each point depends on, when the run is done. Default: not. */
  readonly sensitivity?: boolean;
  /** Looked into before each simulation; what is simulated is kept there. Default: everything is simulated. */
  readonly simulations?: SimulationStore | undefined;
}

export interface LocalRun {
  readonly result: RunResult;
  /** What failed, for the user, or null; the other points are in the result. */
  readonly failure: string | null;
  /** Simulations that were found among the kept ones, and not run. */
  readonly reused: number;
}

export async function runOnThisMachine(
  scenario: Scenario,
  { workers, signal, onProgress, sensitivity = false, simulations }: LocalRunOptions,
): Promise<LocalRun> {
  const failures = noteFailures(createPool(workers === undefined ? {} : { workers }));
  const looking = simulations ? lookUpFirst(failures.executor, simulations) : null;
  const executor = looking ?? failures.executor;
  const reused = () => looking?.found ?? 0;
  try {
    const clock = () => performance.now();
    const run = await runScenario(scenario, { executor, signal, onProgress, clock, reused });
    const result = sensitivity
      ? await withSensitivity(run, {
          executor,
          signal,
          clock,
          onProgress: (progress) => onProgress({ ...progress, points: [], reused: 0 }),
        })
      : run;
    return { result, failure: failures.count > 0 ? failures.describe() : null, reused: reused() };
  } finally {
    await executor.close();
  }
}

/** A run that is cancelled meanwhile is not complete, with the points that were screened by then. */
async function withSensitivity(run: RunResult, options: ScreeningOptions): Promise<RunResult> {
  const screened = await screenPoints(planRun(run.scenario), options);
  const points = run.points.map((point) => {
    const sensitivity = screened.get(point.id);
    return sensitivity ? { ...point, sensitivity } : point;
  });
  return { ...run, complete: run.complete && !options.signal.aborted, points };
}

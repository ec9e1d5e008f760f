/** Runs one scenario for the command line, which has no lab: plan and statistics on this machine, simulations on an executor of its own. */
import type { RunResult } from '../../shared/result/schema.ts';
import type { StudyKind } from '../../shared/result/study-kinds.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { createPool } from '../experiment/executor/pool.ts';
import { lookUpFirst, type SimulationStore } from '../experiment/executor/looking-up.ts';
import { planRun } from '../experiment/plan.ts';
import { runScenario, type RunProgress } from '../experiment/run.ts';
import { carryOutStudy } from '../experiment/studies.ts';
import type { Progress } from '../experiment/progress.ts';
import type { StudyOptions } from '../experiment/study.ts';
import { noteFailures } from './failures.ts';

export { catalogue } from './catalogue.ts';
export type { RunProgress } from '../experiment/run.ts';

export interface LocalRunOptions {
  /** At least 1. Default: one for each processor. */
  readonly workers?: number | undefined;
  /** Simulates in place of worker threads; closed at the end. Default: worker threads. */
  readonly executor?: Executor | undefined;
  /** Aborted: what is done is kept, and the result is not complete. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
  /** What else is asked about each point when the run is done, in this order. Default: nothing. */
  readonly studies?: readonly StudyKind[];
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
  { workers, executor: given, signal, onProgress, studies = [], simulations }: LocalRunOptions,
): Promise<LocalRun> {
  const failures = noteFailures(given ?? createPool(workers === undefined ? {} : { workers }));
  const looking = simulations ? lookUpFirst(failures.executor, simulations) : null;
  const executor = looking ?? failures.executor;
  const reused = () => looking?.found ?? 0;
  try {
    const clock = () => performance.now();
    let result = await runScenario(scenario, { executor, signal, onProgress, clock, reused });
    const options = { executor, signal, clock, onProgress: (progress: Progress) => onProgress({ ...progress, points: [], reused: 0 }) };
    for (const kind of studies) if (!signal.aborted) result = await withStudy(kind, result, options);
    return { result, failure: failures.count > 0 ? failures.describe() : null, reused: reused() };
  } finally {
    await executor.close();
  }
}

/** A run that is cancelled meanwhile is not complete, with what was found by then. */
async function withStudy(kind: StudyKind, run: RunResult, options: StudyOptions): Promise<RunResult> {
  const found = await carryOutStudy(kind, planRun(run.scenario), options);
  const points = run.points.map((point) => ({ ...point, ...found.get(point.id) }));
  return { ...run, complete: run.complete && !options.signal.aborted, points };
}

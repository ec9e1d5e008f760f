/** Runs a scenario: all points, all replications, on an executor, with progress and cancellation. Results are merged in replication order. */
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { ENGINE_VERSION, type RunRecord, type SimulationTask } from '../engine/run-record.ts';
import type { Executor } from './executor/executor.ts';
import { inParallel } from './in-parallel.ts';
import { planRun } from './plan.ts';
import { PointRun, type PointTask } from './point-run.ts';
import { progressAfter, type Progress } from './progress.ts';

/** Of the simulations of points, with those of drawn costs; those of the bottleneck analysis are not counted. */
export interface RunProgress extends Progress {
  /** Points that are new or better known since the last call. */
  readonly points: readonly PointResult[];
}

export interface RunOptions {
  readonly executor: Executor;
  /** Aborted: what is done is kept, and the result says that it is not complete. */
  readonly signal: AbortSignal;
  /** Called at most ten times a second, and once at the end. */
  readonly onProgress: (progress: RunProgress) => void;
  /** Milliseconds of a steady clock. */
  readonly clock: () => number;
}

const PROGRESS_INTERVAL_MS = 100;

export async function runScenario(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  const { executor, signal, clock } = options;
  const { replications, costDraws, confirmBottleneck } = scenario.method;
  const points = planRun(scenario).map((point) => new PointRun(point));
  const total = points.length * (replications + costDraws);
  const beganMs = clock();
  let toldMs = Number.NEGATIVE_INFINITY;
  let done = 0;
  const changed = new Set<PointRun>();
  const tell = (always: boolean): void => {
    const nowMs = clock();
    if (!always && nowMs - toldMs < PROGRESS_INTERVAL_MS) return;
    toldMs = nowMs;
    options.onProgress({ ...progressAfter(done, total, nowMs - beganMs), points: [...changed].map((point) => point.result()) });
    changed.clear();
  };
  const simulate = async (point: PointRun, task: SimulationTask): Promise<RunRecord | null> => {
    try {
      return await executor.run(task, signal);
    } catch (error) {
      if (!signal.aborted) point.fail(error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const jobOf =
    (point: PointRun, { task, take }: PointTask) =>
    async (): Promise<void> => {
      const record = await simulate(point, task);
      if (!record) return;
      take(record);
      done++;
      changed.add(point);
      tell(false);
    };
  const numbers = Array.from({ length: replications }, (_, number) => number);
  const replicationJobs = numbers.flatMap((number) => points.map((point) => jobOf(point, point.replication(number))));
  const drawJobs = points.flatMap((point) => point.draws().map((task) => jobOf(point, task)));
  const bottleneckJobs = (confirmBottleneck ? points : []).map((point) => async () => {
    await point.findBottleneck((task) => simulate(point, task), signal);
    changed.add(point);
    tell(false);
  });
  await inParallel(replicationJobs, executor.workers, signal);
  await inParallel(drawJobs, executor.workers, signal);
  // Only now: each of them starts from its point's first replication, which must be there whatever the number of workers.
  await inParallel(bottleneckJobs, executor.workers, signal);
  tell(true);
  return {
    scenario,
    engineVersion: ENGINE_VERSION,
    seed: scenario.method.seed,
    complete: !signal.aborted,
    points: points.filter(({ begun }) => begun).map((point) => point.result()),
  };
}

/** Runs a scenario: all points, all replications, on an executor, with progress and cancellation. Results are merged in replication order. */
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { fewestReplications } from '../../shared/scenario/stopping.ts';
import { ENGINE_VERSION, type RunRecord, type SimulationTask } from '../engine/run-record.ts';
import type { Executor } from './executor/executor.ts';
import { inLanes } from './in-parallel.ts';
import { planRun } from './plan.ts';
import { PointRun, type PointTask } from './point-run.ts';
import { progressAfter, type Progress } from './progress.ts';
import { inBatches } from './schedule/batches.ts';
import { inOrder } from './schedule/order.ts';

/** Of the simulations of points, with those of drawn costs; those of the bottleneck analysis are not counted. */
export interface RunProgress extends Progress {
  /** Points that are new or better known since the last call. */
  readonly points: readonly PointResult[];
  /** Of those done: found among the kept ones, not simulated. */
  readonly reused: number;
}

export interface RunOptions {
  readonly executor: Executor;
  /** Aborted: what is done is kept, and the result says that it is not complete. */
  readonly signal: AbortSignal;
  /** Called at most ten times a second, and once at the end. */
  readonly onProgress: (progress: RunProgress) => void;
  /** Milliseconds of a steady clock. */
  readonly clock: () => number;
  /** Simulations of the executor so far that were found and not run (executor/looking-up.ts). Default: none. */
  readonly reused?: () => number;
}

type Job = () => Promise<void>;

const PROGRESS_INTERVAL_MS = 100;

/** The whole result, in the order of the plan: for runs whose points fit into memory together. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  const known = new Map<string, PointResult>();
  const complete = await streamScenario(scenario, {
    ...options,
    onProgress(progress) {
      for (const point of progress.points) known.set(point.id, point);
      options.onProgress(progress);
    },
  });
  return {
    scenario,
    engineVersion: ENGINE_VERSION,
    seed: scenario.method.seed,
    complete,
    points: planRun(scenario).flatMap(({ id }) => known.get(id) ?? []),
  };
}

/**
 * Hands every point to `onProgress`, the last time as it stays, and lets go of it: memory does not grow with the number of points, but for the plan.
 * Resolves with whether all was done.
 */
export async function streamScenario(scenario: Scenario, options: RunOptions): Promise<boolean> {
  const { executor, signal, clock, reused: countReused = () => 0 } = options;
  const { costDraws, confirmBottleneck } = scenario.method;
  const replications = fewestReplications(scenario);
  const planned = planRun(scenario);
  const measuring = isMeasuring(scenario.method.kind);
  /** Grows with every round that a stopping rule adds, and shrinks with every point whose load is not found. */
  let total = planned.length * ((measuring ? 1 : 0) + replications + costDraws);
  const beganMs = clock();
  let toldMs = Number.NEGATIVE_INFINITY;
  let done = 0;
  const changed = new Set<PointRun>();
  /** Jobs that close points: they go first, so that the points can be let go. */
  const closing: Job[] = [];

  const tell = (always: boolean): void => {
    const nowMs = clock();
    if (!always && nowMs - toldMs < PROGRESS_INTERVAL_MS) return;
    toldMs = nowMs;
    const points = [...changed].filter(({ begun }) => begun).map((point) => point.result());
    changed.clear();
    // Those of the bottleneck analysis are found too, and not counted.
    const reused = Math.min(done, countReused());
    options.onProgress({ ...progressAfter(done, total, nowMs - beganMs, reused), points, reused });
  };
  const simulate = async (point: PointRun, task: SimulationTask): Promise<RunRecord | null> => {
    try {
      return await executor.run(task, signal);
    } catch (error) {
      if (!signal.aborted) point.fail(error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const bottleneckJob =
    (point: PointRun): Job =>
    async () => {
      await point.findBottleneck((task) => simulate(point, task), signal);
      changed.add(point);
      tell(false);
    };
  const jobOf =
    (point: PointRun, { task, take }: PointTask): Job =>
    async () => {
      const record = await simulate(point, task);
      if (record) {
        take(record);
        done++;
      }
      changed.add(point);
      if (point.settle()) closing.push(...jobsAfter(point));
      tell(false);
    };
  /**
   * Of a point whose simulations are done: a further round of replications, or the search for its bottleneck, which starts from the first of them. It
   * depends on nothing but the point, whatever the number of workers.
   */
  const jobsAfter = (point: PointRun): Job[] => {
    const round = point.nextRound();
    total += round.length;
    if (round.length > 0) return round.map((task) => jobOf(point, task));
    return confirmBottleneck ? [bottleneckJob(point)] : [];
  };
  const numbers = Array.from({ length: replications }, (_, number) => number);
  const drawsOf = (point: PointRun): Job[] => point.draws().map((task) => jobOf(point, task));
  /** Finds the load of a point: its other simulations are at the load that is found, and there are none where the search broke off. */
  const measureJob =
    (point: PointRun): Job =>
    async () => {
      await point.measure((task, trialSignal) => executor.run(task, trialSignal), signal);
      if (signal.aborted) return;
      done++;
      changed.add(point);
      if (point.hasLoad) closing.push(...numbers.map((number) => jobOf(point, point.replication(number))), ...drawsOf(point));
      else total -= replications + costDraws;
      tell(false);
    };
  function* jobs(): Generator<Job, undefined> {
    for (const batch of inBatches(inOrder(planned, scenario.method), replications + costDraws, scenario.techniques.length)) {
      const points = batch.map((point) => new PointRun(point));
      if (measuring) {
        yield* points.map(measureJob);
        continue;
      }
      for (const number of numbers) yield* points.map((point) => jobOf(point, point.replication(number)));
      yield* points.flatMap(drawsOf);
    }
    return undefined;
  }
  const opening = jobs();
  await inLanes(() => closing.shift() ?? opening.next().value, executor.workers, signal);
  tell(true);
  return !signal.aborted;
}

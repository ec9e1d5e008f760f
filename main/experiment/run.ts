/** Runs a scenario: all points, all replications, on an executor, with progress and cancellation. Results are merged in replication order. */
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { ENGINE_VERSION, type RunRecord, type SimulationTask } from '../engine/run-record.ts';
import { findBottleneck, isClosedLoop, PERTURBATION } from './bottleneck.ts';
import type { Executor } from './executor/executor.ts';
import { inParallel } from './in-parallel.ts';
import { planRun, type PlannedPoint } from './plan.ts';
import { pointMetrics, type MetricValues } from './point-metrics.ts';
import { mergeReplications } from './point-result.ts';
import { progressAfter, type Progress } from './progress.ts';
import { withCostUncertainty } from './uncertainty/cost-interval.ts';
import { drawCosts } from './uncertainty/draw-costs.ts';

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

/** A point on its way: records by replication, filled in any order. */
interface PointState {
  readonly point: PlannedPoint;
  readonly records: (RunRecord | undefined)[];
  /** Metrics by draw of the costs. */
  readonly draws: (MetricValues | undefined)[];
  bottleneck: PointResult['bottleneck'] | null;
  failure: string | null;
}

export async function runScenario(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  const { executor, signal, clock } = options;
  const { replications, costDraws, confirmBottleneck } = scenario.method;
  const states = planRun(scenario).map((point): PointState => ({
    point,
    records: Array(replications).fill(undefined),
    draws: Array(costDraws).fill(undefined),
    bottleneck: null,
    failure: null,
  }));
  const total = states.length * (replications + costDraws);
  const beganMs = clock();
  let toldMs = Number.NEGATIVE_INFINITY;
  let done = 0;
  const changed = new Set<PointState>();
  const tell = (always: boolean): void => {
    const nowMs = clock();
    if (!always && nowMs - toldMs < PROGRESS_INTERVAL_MS) return;
    toldMs = nowMs;
    options.onProgress({ ...progressAfter(done, total, nowMs - beganMs), points: [...changed].map(resultOf) });
    changed.clear();
  };
  const attempt = async (state: PointState, task: SimulationTask): Promise<RunRecord | null> => {
    try {
      return await executor.run(task, signal);
    } catch (error) {
      if (!signal.aborted) state.failure = error instanceof Error ? error.message : String(error);
      return null;
    }
  };
  const replicationJobs: (() => Promise<void>)[] = [];
  for (let replication = 0; replication < replications; replication++) {
    for (const state of states) {
      replicationJobs.push(async () => {
        const record = await attempt(state, taskOf(state.point, replication));
        if (!record) return;
        state.records[replication] = record;
        done++;
        changed.add(state);
        tell(false);
      });
    }
  }
  const drawJobs = states.flatMap((state) =>
    drawCosts(state.point.scenario).map((costs, draw) => async () => {
      const task = taskOf(state.point, replicationOfDraw(draw, replications));
      const record = await attempt(state, { ...task, scenario: { ...task.scenario, costs } });
      if (!record) return;
      if (record.refusal === null) state.draws[draw] = pointMetrics(record);
      done++;
      changed.add(state);
      tell(false);
    }),
  );
  const bottleneckJobs: (() => Promise<void>)[] = [];
  if (confirmBottleneck) {
    for (const state of states) {
      bottleneckJobs.push(async () => {
        const base = state.records[0];
        if (!base || base.refusal !== null) return;
        const perturbed = async (lever: string) =>
          (await attempt(state, { ...taskOf(state.point, 0), perturbation: { lever, factor: PERTURBATION } })) ?? base;
        const closedLoop = isClosedLoop(state.point.scenario);
        const bottleneck = await findBottleneck({ base, closedLoop, perturbed });
        if (signal.aborted) return;
        state.bottleneck = bottleneck;
        changed.add(state);
        tell(false);
      });
    }
  }
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
    points: states.filter(({ records, failure }) => records.some(Boolean) || failure !== null).map(resultOf),
  };
}

function taskOf(point: PlannedPoint, replication: number): SimulationTask {
  return { scenario: point.scenario, technique: point.choice, replication };
}

/** Draws take the replications in turn: each is compared with the same packets under the costs as they are. */
function replicationOfDraw(draw: number, replications: number): number {
  return draw % replications;
}

function resultOf(state: PointState): PointResult {
  const merged = mergeReplications(
    state.point,
    state.records.filter((record) => record !== undefined),
  );
  const bases = state.draws.length > 0 ? state.records.map((record) => record && pointMetrics(record)) : [];
  const drawn = state.draws.flatMap((values, draw) => {
    const base = bases[replicationOfDraw(draw, bases.length)];
    return values && base ? [{ drawn: values, base }] : [];
  });
  return {
    ...merged,
    metrics: withCostUncertainty(merged.metrics, drawn),
    bottleneck: state.bottleneck ?? merged.bottleneck,
    remarks: state.failure === null ? merged.remarks : [...merged.remarks, `A simulation failed: ${state.failure}.`],
  };
}

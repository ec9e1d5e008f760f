import type { EndpointOutput, RunStatus, TopicPayload } from '../../shared/contract/endpoints.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { fewestReplications } from '../../shared/scenario/stopping.ts';
import { pointsOfTechniques } from '../../shared/scenario/sweep-settings.ts';

/** A run as far as it has come. */
export interface RunProgress {
  /** Simulations done and to do; 0 of 0 before the first report. */
  readonly done: number;
  readonly total: number;
  /** Seconds left, or null while unknown. */
  readonly secondsLeft: number | null;
  /** Of those done: kept from before, and not simulated by this run. */
  readonly reused: number;
  /** When the run was resumed in this page, ms since 1970, or null. */
  readonly resumedMs: number | null;
  readonly points: readonly PointResult[];
  readonly status: RunStatus;
  /** Reason, when failed. */
  readonly message: string;
}

export const noProgress: RunProgress = {
  done: 0,
  total: 0,
  secondsLeft: null,
  reused: 0,
  resumedMs: null,
  points: [],
  status: 'running',
  message: '',
};

/** Points that a run of the scenario has when it is done: settings of the sweep that its constraints leave x techniques. */
export function plannedPoints(scenario: Scenario): number {
  return pointsOfTechniques(scenario).reduce((sum, points) => sum + points, 0);
}

/**
 * Simulations that each point takes: replications, and one for each draw of the costs. With a stopping rule at least so many. The trials of a benchmark
 * method count as one.
 */
export function simulationsOfPoint(scenario: Scenario): number {
  return fewestReplications(scenario) + scenario.method.costDraws + (isMeasuring(scenario.method.kind) ? 1 : 0);
}

/** Simulations that are known to be wanted: of each point those planned, or those done where a stopping rule added some. */
export function simulationsWanted(scenario: Scenario, planned: number, points: readonly PointResult[]): number {
  const each = simulationsOfPoint(scenario);
  return planned * each + points.reduce((sum, point) => sum + Math.max(0, simulationsDone(point) - each), 0);
}

/** Simulations of a point that are known to be done. */
export function simulationsDone({ replications, metrics, measurement }: PointResult): number {
  return (measurement ? 1 : 0) + replications + (metrics['deliveredPps']?.uncertainty?.draws ?? 0);
}

/** Progress after a report: its points replace those with the same identity and follow the others. */
export function afterProgress(before: RunProgress, report: TopicPayload<'run.progress'>): RunProgress {
  return {
    ...before,
    done: report.done,
    total: report.total,
    secondsLeft: report.secondsLeft,
    reused: report.reused,
    points: mergePoints(before.points, report.points),
    // Another window may have resumed it.
    status: 'running',
    message: '',
  };
}

/** Progress of a run that was cancelled or failed, and goes on. */
export function afterResuming(before: RunProgress, nowMs: number): RunProgress {
  return { ...before, done: 0, secondsLeft: null, reused: 0, resumedMs: nowMs, status: 'running', message: '' };
}

/** Progress after the end of the run. */
export function afterFinish(before: RunProgress, summary: TopicPayload<'run.finished'>['summary']): RunProgress {
  return { ...before, secondsLeft: null, status: summary.status, message: summary.message };
}

/** Progress of a run that the lab was asked about: after a reload of the page, say. Reports that have come meanwhile are newer. */
export function afterLoading(before: RunProgress, { summary, result }: EndpointOutput<'run.get'>): RunProgress {
  const recorded = result.points.reduce((sum, point) => sum + simulationsDone(point), 0);
  return {
    done: Math.max(before.done, recorded),
    total: Math.max(before.total, simulationsWanted(result.scenario, plannedPoints(result.scenario), result.points)),
    secondsLeft: before.secondsLeft,
    reused: before.reused,
    resumedMs: before.resumedMs,
    points: mergePoints(result.points, before.points),
    status: before.status === 'running' ? summary.status : before.status,
    message: before.status === 'running' ? summary.message : before.message,
  };
}

function mergePoints(before: readonly PointResult[], changed: readonly PointResult[]): readonly PointResult[] {
  if (changed.length === 0) return before;
  const byId = new Map(before.map((point) => [point.id, point]));
  for (const point of changed) byId.set(point.id, point);
  return [...byId.values()];
}

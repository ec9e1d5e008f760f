import type { EndpointOutput, RunStatus, TopicPayload } from '../../shared/contract/endpoints.ts';
import { MOST_POINTS_OF_PAGE } from '../../shared/contract/point-query.ts';
import type { PointSummary } from '../../shared/result/point-summary.ts';
import type { TechniqueTally } from '../../shared/result/run-tally.ts';

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
  readonly techniques: readonly TechniqueTally[];
  /** Those that came last, the newest at the end: a page of them at most, however many the run has. */
  readonly points: readonly PointSummary[];
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
  techniques: [],
  points: [],
  status: 'running',
  message: '',
};

/** Progress after a report: its points follow the others, and replace those with the same identity. */
export function afterProgress(before: RunProgress, report: TopicPayload<'run.progress'>): RunProgress {
  return {
    ...before,
    done: report.done,
    total: report.total,
    secondsLeft: report.secondsLeft,
    reused: report.reused,
    techniques: report.techniques,
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
export function afterLoading(before: RunProgress, { summary, techniques, points }: EndpointOutput<'run.follow'>): RunProgress {
  const sumOf = (count: (tally: TechniqueTally) => number): number => techniques.reduce((sum, tally) => sum + count(tally), 0);
  return {
    done: Math.max(
      before.done,
      sumOf(({ done }) => done),
    ),
    total: Math.max(
      before.total,
      sumOf(({ total }) => total),
    ),
    secondsLeft: before.secondsLeft,
    reused: before.reused,
    resumedMs: before.resumedMs,
    techniques: before.techniques.length > 0 ? before.techniques : techniques,
    points: mergePoints(points, before.points),
    status: before.status === 'running' ? summary.status : before.status,
    message: before.status === 'running' ? summary.message : before.message,
  };
}

function mergePoints(before: readonly PointSummary[], changed: readonly PointSummary[]): readonly PointSummary[] {
  if (changed.length === 0) return before;
  const byId = new Map(before.map((point) => [point.id, point]));
  for (const point of changed) {
    byId.delete(point.id);
    byId.set(point.id, point);
  }
  return [...byId.values()].slice(-MOST_POINTS_OF_PAGE);
}

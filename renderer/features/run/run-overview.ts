/** What the page shows of a run on its way: progress by technique, times, and the points in the order of the plan. Pure. */
import { techniques } from '../../../shared/catalogue/techniques.ts';
import type { RunStatus } from '../../../shared/contract/endpoints.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { sweptAxes } from '../../../shared/scenario/swept-axes.ts';
import { pointsOfTechniques } from '../../../shared/scenario/sweep-settings.ts';
import { plannedPoints, simulationsDone, simulationsOfPoint, simulationsWanted, type RunProgress } from '../../stores/run-progress.ts';

export interface TechniqueProgress {
  readonly label: string;
  readonly title: string;
  /** Simulations done and to do. */
  readonly done: number;
  readonly total: number;
  /** Why the technique cannot be used in this scenario, or null. */
  readonly refusal: string | null;
}

/** Progress of each technique choice, in the order of the scenario. */
export function techniqueProgress(scenario: Scenario, points: readonly PointResult[]): readonly TechniqueProgress[] {
  const planned = pointsOfTechniques(scenario);
  return scenario.techniques.map(({ name, label = name }, index) => {
    const own = points.filter(({ technique }) => technique === label);
    const title = techniques.find((technique) => technique.name === name)?.title ?? name;
    return {
      label,
      title: label === name ? title : `${label}: ${title}`,
      done: own.reduce((sum, point) => sum + simulationsDone(point), 0),
      total: simulationsWanted(scenario, planned[index] ?? 0, own),
      refusal: own.find(({ refusal }) => refusal !== null)?.refusal ?? null,
    };
  });
}

/** Points by their settings, then by technique in the order of the scenario. They arrive in any order. */
export function inPlanOrder(scenario: Scenario, points: readonly PointResult[]): readonly PointResult[] {
  const axes = sweptAxes(scenario);
  const labels = scenario.techniques.map(({ name, label = name }) => label);
  return points.toSorted((one, other) => {
    for (const { path, values } of axes) {
      const [first = 0, second = 0] = [one.settings[path], other.settings[path]];
      const isNumeric = typeof first === 'number' && typeof second === 'number';
      const difference = isNumeric ? first - second : values.indexOf(first) - values.indexOf(second);
      if (difference !== 0) return difference;
    }
    return labels.indexOf(one.technique) - labels.indexOf(other.technique);
  });
}

/** `42 s`, `3 min 05 s`, `2 h 07 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${twoDigits(Math.floor((whole % 3600) / 60))} min`;
}

/** Time left for people: rounded to what an estimate can promise. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 2) return 'a moment';
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 10;
  return `about ${formatDuration(Math.ceil(seconds / step) * step)}`;
}

/** Simulations done and to do, and seconds left or null while unknown. */
export type SimulationsDone = Pick<RunProgress, 'done' | 'total' | 'secondsLeft'>;

/** Whole percent; 0 before anything is known. */
export function percentDone({ done, total }: Pick<SimulationsDone, 'done' | 'total'>): number {
  return total === 0 ? 0 : Math.floor((100 * done) / total);
}

export function simulationsText({ done, total, secondsLeft }: SimulationsDone): string {
  const simulations = `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} simulations`;
  return secondsLeft === null || done >= total ? simulations : `${simulations}, ${formatTimeLeft(secondsLeft)} left`;
}

/** What a screen reader is told: a sentence for each quarter and for the end, not for every simulation. */
export function announcement({ done, total, status }: Pick<RunProgress, 'done' | 'total' | 'status'>): string {
  if (status !== 'running') return endSentence(status);
  if (total === 0) return '';
  if (done >= total) return 'The simulations are done; the bottlenecks are being confirmed.';
  const quarters = Math.floor((4 * done) / total);
  return quarters === 0 ? 'The run has started.' : `${quarters * 25} % of the simulations are done.`;
}

function endSentence(status: Exclude<RunStatus, 'running'>): string {
  switch (status) {
    case 'done':
      return 'The run is done.';
    case 'cancelled':
      return 'The run was cancelled. What was done by then is kept.';
    case 'failed':
      return 'The run failed.';
  }
}

/** Size of a run in a line: `9 techniques, 36 points, 108 simulations`. */
export function runSize(scenario: Scenario): string {
  const counted = (count: number, noun: string): string => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
  const points = plannedPoints(scenario);
  return [
    counted(scenario.techniques.length, 'technique'),
    counted(points, 'point'),
    `${scenario.method.stopping ? 'at least ' : ''}${counted(points * simulationsOfPoint(scenario), 'simulation')}`,
  ].join(', ');
}

/** Of each technique the point that came last. */
export function latestPoints(points: readonly PointResult[]): readonly PointResult[] {
  return [...new Map(points.map((point) => [point.technique, point])).values()];
}

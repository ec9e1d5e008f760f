/** What the page shows of a run on its way: progress by technique, times, and which of its points are drawn. Pure. */
import { techniqueTitle } from '../../../shared/catalogue/techniques.ts';
import { formatNumber } from '../../../shared/number-format.ts';
import type { PointSummary } from '../../../shared/result/point-summary.ts';
import { plannedPoints, simulationsOfPoint } from '../../../shared/result/run-tally.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { sweptAxes } from '../../../shared/scenario/swept-axes.ts';
import type { RunProgress } from '../../stores/run-progress.ts';
import { useTexts } from '../../texts/texts.ts';

/** What a technique is, with its label where that is another name. */
export function choiceTitle(label: string, scenario: Scenario): string {
  const choice = scenario.techniques.find(({ name, label: given = name }) => given === label);
  const title = techniqueTitle(choice?.name ?? label);
  return label === choice?.name ? title : `${label}: ${title}`;
}

/**
 * Of a run too large for a chart of all of its points: those on the line of the sweep through the newest point on which most of them lie, so that curves
 * grow as points come.
 */
export function alongNewest(scenario: Scenario, points: readonly PointSummary[]): readonly PointSummary[] {
  const newest = points.at(-1);
  if (!newest) return [];
  const paths = sweptAxes(scenario).map(({ path }) => path);
  const lines = paths.map((axis) =>
    points.filter(({ settings }) => paths.every((path) => path === axis || settings[path] === newest.settings[path])),
  );
  return lines.reduce((one, other) => (other.length >= one.length ? other : one), [newest]);
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
  const { progress } = useTexts().value.run;
  if (seconds < 2) return progress.aMoment;
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 10;
  return progress.about(formatDuration(Math.ceil(seconds / step) * step));
}

/** Simulations done and to do, and seconds left or null while unknown. */
export type SimulationsDone = Pick<RunProgress, 'done' | 'total' | 'secondsLeft'>;

/** Whole percent; 0 before anything is known. */
export function percentDone({ done, total }: Pick<SimulationsDone, 'done' | 'total'>): number {
  return total === 0 ? 0 : Math.floor((100 * done) / total);
}

/** @param atMost whether fewer may be enough. */
export function simulationsText({ done, total, secondsLeft }: SimulationsDone, atMost = false): string {
  const { progress } = useTexts().value.run;
  const simulations = (atMost ? progress.ofAtMost : progress.ofTotalSimulations)(formatNumber(done), formatNumber(total));
  return secondsLeft === null || done >= total ? simulations : progress.withTimeLeft(simulations, formatTimeLeft(secondsLeft));
}

/** What a screen reader is told: a sentence for each quarter and for the end, not for every simulation. */
export function announcement({ done, total, status }: Pick<RunProgress, 'done' | 'total' | 'status'>): string {
  const { said } = useTexts().value.run;
  if (status !== 'running') return said[status];
  if (total === 0) return '';
  if (done >= total) return said.confirming;
  const quarters = Math.floor((4 * done) / total);
  return quarters === 0 ? said.started : said.quarters(quarters * 25);
}

/** Size of a run in a line: `9 techniques, 36 points, 108 simulations.` */
export function runSize(scenario: Scenario): string {
  const { size } = useTexts().value.run;
  const [techniqueCount, points] = [scenario.techniques.length, plannedPoints(scenario)];
  const simulationCount = points * simulationsOfPoint(scenario);
  const simulations = size.simulations(simulationCount, formatNumber(simulationCount));
  return size.sentence([
    size.techniques(techniqueCount, formatNumber(techniqueCount)),
    size.points(points, formatNumber(points)),
    scenario.method.stopping ? size.atLeast(simulations) : simulations,
  ]);
}

/** Of each technique the point that came last, in the order of the scenario. */
export function latestPoints({ points, techniques: tallies }: Pick<RunProgress, 'points' | 'techniques'>): readonly PointSummary[] {
  const latest = new Map(points.map((point) => [point.technique, point]));
  return tallies.flatMap(({ technique }) => latest.get(technique) ?? []);
}

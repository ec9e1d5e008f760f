/** Measured values beside simulated ones: the same metric, at the same setting, with the residual and whether the simulation's interval holds the value. */
import { isTechnique } from '../catalogue/techniques.ts';
import { metricTitle } from '../result/metric-titles.ts';
import type { PointSummary } from '../result/point-summary.ts';
import type { Metric, MetricName } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import { formatMetric } from '../units.ts';
import type { MeasuredPoint, MeasuredResult, MeasuredSeries } from './schema.ts';

export interface Beside {
  readonly compared: readonly ComparedValue[];
  readonly leftOut: readonly LeftOut[];
}

export interface ComparedValue {
  /** Of the measured series. */
  readonly label: string;
  readonly metric: MetricName;
  readonly quantity: string;
  readonly unit: string;
  readonly technique: string;
  readonly settings: PointSummary['settings'];
  readonly pointId: string;
  readonly measured: MeasuredPoint;
  readonly simulated: Metric;
  /** Between which the simulation lies: the 95 % interval of the replications, or with the uncertainty of the costs; null where it has none. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** (simulated - measured) / measured; null where nothing was measured. */
  readonly residual: number | null;
  /** Whether the measured value, or any of its own interval, lies in the simulated interval; null without one. */
  readonly within: boolean | null;
}

export interface LeftOut {
  readonly label: string;
  readonly quantity: string;
  /** Why it is beside nothing, as a clause. */
  readonly reason: string;
}

/** A load that was measured lies beside a simulated one that is no further from it: generators and random arrivals miss what was ordered by so much. */
export const LOAD_TOLERANCE = 0.02;

/** @param points of a run: all of them, or those at the setting on show. */
export function layBeside({ series }: Pick<MeasuredResult, 'series'>, points: readonly PointSummary[]): Beside {
  const simulated = points.filter(({ refusal, replications }) => refusal === null && replications > 0);
  const compared: ComparedValue[] = [];
  const leftOut: LeftOut[] = [];
  for (const one of series) {
    const { label, quantity, metric } = one;
    const found =
      metric === null || isInTime(one)
        ? []
        : one.points.flatMap((measured) => matching(one, measured, simulated).map((point) => compare(one, metric, measured, point)));
    const present = found.flatMap((value) => value ?? []);
    compared.push(...present);
    if (present.length === 0) leftOut.push({ label, quantity, reason: whyNot(one, simulated) });
  }
  return { compared, leftOut };
}

function isInTime({ axis }: MeasuredSeries): boolean {
  return axis?.kind === 'time';
}

function whyNot(series: MeasuredSeries, points: readonly PointSummary[]): string {
  const { label, axis, metric, points: measured } = series;
  const { reasons } = words().measured;
  if (isInTime(series)) return reasons.time;
  if (metric === null) return reasons.noMetric;
  if (isTechnique(label) && !points.some((point) => isCalled(point, label))) return reasons.noTechnique(label);
  if (axis?.kind === 'setting') return reasons.noValue(axis.path);
  if (axis?.kind === 'load') return reasons.notOffered(measured.map(({ x }) => formatMetric(x ?? 0, 'pps')).join(', '));
  return reasons.notSimulated(metricTitle(metric));
}

/** A series that is called like a technique is of that technique alone, also where the run has not simulated it. */
function matching({ label, axis }: MeasuredSeries, { x }: MeasuredPoint, points: readonly PointSummary[]): readonly PointSummary[] {
  const own = points.filter((point) => isCalled(point, label));
  const candidates = own.length > 0 || isTechnique(label) ? own : points;
  if (axis === null) return candidates;
  if (axis.kind === 'time' || x === null) return [];
  return candidates.filter(({ settings, metrics }) =>
    axis.kind === 'setting' ? isSame(settings[axis.path], x) : isLoad(metrics.offeredPps, x),
  );
}

function isLoad(offered: Metric | undefined, loadPps: number): boolean {
  return offered !== undefined && Math.abs(offered.mean - loadPps) <= LOAD_TOLERANCE * loadPps;
}

function isCalled({ technique, techniqueName }: PointSummary, label: string): boolean {
  return label === technique || label === techniqueName;
}

/** Decimal numbers that were written and read again. */
function isSame(setting: PointSummary['settings'][string] | undefined, x: number): boolean {
  return typeof setting === 'number' && Math.abs(setting - x) <= 1e-9 * Math.max(Math.abs(setting), Math.abs(x));
}

function compare(
  { label, quantity, unit }: MeasuredSeries,
  metric: MetricName,
  measured: MeasuredPoint,
  point: PointSummary,
): ComparedValue | null {
  const simulated = point.metrics[metric];
  if (!simulated) return null;
  const interval = intervalOf(simulated);
  const [low, high] = [measured.low ?? measured.value, measured.high ?? measured.value];
  return {
    label,
    metric,
    quantity,
    unit,
    technique: point.technique,
    settings: point.settings,
    pointId: point.id,
    measured,
    simulated,
    interval,
    residual: measured.value === 0 ? null : (simulated.mean - measured.value) / measured.value,
    within: interval && low <= interval.high && high >= interval.low,
  };
}

function intervalOf({ mean, ci95, uncertainty }: Metric): ComparedValue['interval'] {
  if (uncertainty) return { low: uncertainty.low, high: uncertainty.high };
  return ci95 === null ? null : { low: mean - ci95, high: mean + ci95 };
}

/** What the points of one setting show, in words. */
import { measuredPoints, metricOf } from '../../../shared/charts/point-series.ts';
import { comparisonNote, comparisonSentences } from '../../../shared/result/comparison-words.ts';
import { pointDifference } from '../../../shared/result/point-comparison.ts';
import type { MetricName, PointResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { hasOnlyClosedLoops } from '../../../shared/scenario/traffic-loops.ts';
import { digits, formatMetric, formatPercent, formatRate } from '../../../shared/units.ts';
import { useTexts, type Texts } from '../../texts/texts.ts';

export interface Verdict {
  readonly headline: string;
  readonly findings: readonly string[];
  /** By how much the best is ahead in each metric, paired by replication and corrected for all pairs; and how that was come by. */
  readonly comparison: readonly string[];
  readonly comparisonNote: string;
}

/** Below this, Jain's index is worth a sentence. */
const UNFAIR = 0.95;
/** Techniques that a headline names. */
const MOST_NAMED = 3;

export function verdictOf(points: readonly PointResult[], scenario: Scenario, setting: string): Verdict {
  const words = verdictTexts();
  const measured = measuredPoints(points);
  if (measured.length === 0)
    return { headline: words.sentence(setting, words.noFigures), findings: [], comparison: [], comparisonNote: '' };
  const carried = measured.filter(({ overloaded }) => !overloaded);
  const compared = choices(carried.length > 1 ? carried : measured);
  return {
    headline: words.sentence(setting, hasOnlyClosedLoops(scenario) ? closedLoopHeadline(measured) : openLoopHeadline(measured, carried)),
    findings: [...costFindings(compared), ...latencyFindings(compared), ...fairnessFindings(measured)],
    comparison: comparisonSentences(compared, scenario),
    comparisonNote: comparisonNote(compared, scenario),
  };
}

function verdictTexts(): Texts['results']['verdict'] {
  return useTexts().value.results.verdict;
}

function openLoopHeadline(measured: readonly PointResult[], carried: readonly PointResult[]): string {
  const words = verdictTexts();
  const all = measured.length;
  if (carried.length === all) return all === 1 ? words.oneCarries(nameOf(measured[0])) : words.allCarry(all);
  if (carried.length > 0) {
    const failing = measured.filter(({ overloaded }) => overloaded).toSorted((one, other) => rate(one) - rate(other));
    return words.someCarry(carried.length, all, listed(failing.map((point) => words.delivers(point.technique, shares(point)))));
  }
  const best = bestBy(measured, 'deliveredPps', 'most');
  return all === 1 ? words.doesNotCarry(nameOf(best), shares(best)) : words.noneCarries(nameOf(best), shares(best));
}

/** Closed loops offer no more than is carried: the rate itself is the result. */
function closedLoopHeadline(measured: readonly PointResult[]): string {
  const words = verdictTexts();
  const best = bestBy(measured, 'deliveredPps', 'most');
  const least = bestBy(measured, 'deliveredPps', 'least');
  return best === least
    ? words.delivers(nameOf(best), rateText(best))
    : words.deliverMostAndLeast(nameOf(best), rateText(best), nameOf(least), rateText(least));
}

/** No virtualization is the baseline, not a choice. */
function choices(points: readonly PointResult[]): readonly PointResult[] {
  return points.filter(({ techniqueName }) => techniqueName !== 'native');
}

function costFindings(points: readonly PointResult[]): string[] {
  const known = points.filter((point) => metricOf(point, 'cyclesPerPacket').mean > 0);
  if (known.length < 2) return [];
  const sorted = known.toSorted((one, other) => metricOf(one, 'cyclesPerPacket').mean - metricOf(other, 'cyclesPerPacket').mean);
  const [least, next] = sorted;
  const most = sorted.at(-1);
  const cycles = (point: PointResult | undefined): string => (point ? digits(metricOf(point, 'cyclesPerPacket').mean) : '–');
  const factor = least && most ? metricOf(most, 'cyclesPerPacket').mean / metricOf(least, 'cyclesPerPacket').mean : 1;
  const margin = marginText(least, next, known.length, 'cyclesPerPacket');
  return [verdictTexts().cycles(nameOf(least), cycles(least), margin, nameOf(most), cycles(most), digits(Number(factor.toPrecision(2))))];
}

function latencyFindings(points: readonly PointResult[]): string[] {
  const known = points.filter((point) => metricOf(point, 'latencyP99Ns').mean > 0);
  if (known.length < 2) return [];
  const [least, next] = known.toSorted((one, other) => metricOf(one, 'latencyP99Ns').mean - metricOf(other, 'latencyP99Ns').mean);
  const margin = marginText(least, next, known.length, 'latencyP99Ns');
  return [verdictTexts().latency(nameOf(least), figure(least, 'latencyP99Ns'), margin)];
}

function fairnessFindings(points: readonly PointResult[]): string[] {
  const least = bestBy(points, 'jainIndex', 'least');
  if (!least || least.vms.length < 2 || metricOf(least, 'jainIndex').mean >= UNFAIR) return [];
  return [verdictTexts().fairness(nameOf(least), figure(least, 'jainIndex'))];
}

/** How far ahead the best is, and whether that is more than chance. */
function marginText(best: PointResult | undefined, next: PointResult | undefined, family: number, metric: MetricName): string {
  if (!best || !next) return '';
  const { ratio, finding } = pointDifference(family, { point: next, run: '' }, { point: best, run: '' }, metric);
  const { notShownBetter, ahead } = verdictTexts();
  if (finding === 'unclear') return notShownBetter(next.technique);
  return ratio === null ? '' : ahead(next.technique, formatPercent(ratio));
}

function bestBy(points: readonly PointResult[], metric: MetricName, which: 'most' | 'least'): PointResult | undefined {
  const sorted = points.toSorted((one, other) => metricOf(one, metric).mean - metricOf(other, metric).mean);
  return which === 'most' ? sorted.at(-1) : sorted[0];
}

function shares(point: PointResult | undefined): string {
  if (!point) return '–';
  return verdictTexts().share(rateText(point), formatRate(metricOf(point, 'offeredPps').mean, 'pps'));
}

function rate(point: PointResult | undefined): number {
  return point ? metricOf(point, 'deliveredPps').mean : 0;
}

function rateText(point: PointResult | undefined): string {
  return formatRate(rate(point), 'pps');
}

function figure(point: PointResult | undefined, name: MetricName): string {
  if (!point) return '–';
  const { mean, unit } = metricOf(point, name);
  return formatMetric(mean, unit);
}

function nameOf(point: PointResult | undefined): string {
  return point?.technique ?? '–';
}

function listed(parts: readonly string[]): string {
  const named = parts.slice(0, MOST_NAMED).join(', ');
  return parts.length <= MOST_NAMED ? named : verdictTexts().andMore(named, parts.length - MOST_NAMED);
}

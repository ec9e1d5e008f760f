/** What the points of one setting show, in words. */
import { measuredPoints, metricOf } from '../../../shared/charts/point-series.ts';
import { comparisonNote, comparisonSentences } from '../../../shared/result/comparison-words.ts';
import { pointDifference } from '../../../shared/result/point-comparison.ts';
import type { MetricName, PointResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { hasOnlyClosedLoops } from '../../../shared/scenario/traffic-loops.ts';
import { digits, formatMetric, formatPercent, formatRate } from '../../../shared/units.ts';

export interface Verdict {
  readonly headline: string;
  readonly findings: readonly string[];
  /** By how much the best is ahead in each metric, paired by replication and corrected for all pairs; and how that was come by. */
  readonly comparison: readonly string[];
  readonly comparisonNote: string;
}

/** Below this, Jain's index is worth a sentence. */
const UNFAIR = 0.95;

export function verdictOf(points: readonly PointResult[], scenario: Scenario, setting: string): Verdict {
  const measured = measuredPoints(points);
  if (measured.length === 0)
    return { headline: sentence(setting, 'no technique has figures'), findings: [], comparison: [], comparisonNote: '' };
  const carried = measured.filter(({ overloaded }) => !overloaded);
  const compared = choices(carried.length > 1 ? carried : measured);
  return {
    headline: hasOnlyClosedLoops(scenario) ? closedLoopHeadline(measured, setting) : openLoopHeadline(measured, carried, setting),
    findings: [...costFindings(compared), ...latencyFindings(compared), ...fairnessFindings(measured)],
    comparison: comparisonSentences(compared, scenario),
    comparisonNote: comparisonNote(compared, scenario),
  };
}

function openLoopHeadline(measured: readonly PointResult[], carried: readonly PointResult[], setting: string): string {
  const all = measured.length;
  if (carried.length === all) return sentence(setting, `${everyTechnique(measured)} the offered load`);
  if (carried.length > 0) {
    const failing = measured.filter(({ overloaded }) => overloaded).toSorted((one, other) => rate(one) - rate(other));
    const verb = carried.length === 1 ? 'carries' : 'carry';
    return sentence(setting, `${carried.length} of ${all} techniques ${verb} the offered load; ${listed(failing.map(shortfall))}`);
  }
  const best = bestBy(measured, 'deliveredPps', 'most');
  if (all === 1) return sentence(setting, `${nameOf(best)} does not carry the offered load: it delivers ${shares(best)}`);
  return sentence(setting, `no technique carries the offered load; ${nameOf(best)} delivers most, ${shares(best)}`);
}

function everyTechnique(measured: readonly PointResult[]): string {
  switch (measured.length) {
    case 1:
      return `${nameOf(measured[0])} carries`;
    case 2:
      return 'both techniques carry';
    default:
      return `all ${measured.length} techniques carry`;
  }
}

/** Closed loops offer no more than is carried: the rate itself is the result. */
function closedLoopHeadline(measured: readonly PointResult[], setting: string): string {
  const best = bestBy(measured, 'deliveredPps', 'most');
  const least = bestBy(measured, 'deliveredPps', 'least');
  const most = `${nameOf(best)} delivers ${formatRate(rate(best), 'pps')}`;
  return sentence(setting, best === least ? most : `${most}, the most; ${nameOf(least)} ${formatRate(rate(least), 'pps')}, the least`);
}

/** Begins with the setting, or with a capital unless the first word is the name of a technique. */
function sentence(setting: string, text: string): string {
  if (setting !== '') return `At ${setting}, ${text}.`;
  return `${/^(no|all|both) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text}.`;
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
  return [
    `Fewest cycles per packet: ${nameOf(least)}, ${cycles(least)}${marginText(least, next, known.length, 'cyclesPerPacket')}. Most: ${nameOf(most)}, ${cycles(most)}, ${digits(Number(factor.toPrecision(2)))} times as many.`,
  ];
}

function latencyFindings(points: readonly PointResult[]): string[] {
  const known = points.filter((point) => metricOf(point, 'latencyP99Ns').mean > 0);
  if (known.length < 2) return [];
  const [least, next] = known.toSorted((one, other) => metricOf(one, 'latencyP99Ns').mean - metricOf(other, 'latencyP99Ns').mean);
  return [
    `Lowest 99th percentile of latency: ${nameOf(least)}, ${figure(least, 'latencyP99Ns')}${marginText(least, next, known.length, 'latencyP99Ns')}.`,
  ];
}

function fairnessFindings(points: readonly PointResult[]): string[] {
  const least = bestBy(points, 'jainIndex', 'least');
  if (!least || least.vms.length < 2 || metricOf(least, 'jainIndex').mean >= UNFAIR) return [];
  return [`Least fair to its VMs: ${nameOf(least)}, Jain’s index ${figure(least, 'jainIndex')}.`];
}

/** How far ahead the best is, and whether that is more than chance. */
function marginText(best: PointResult | undefined, next: PointResult | undefined, family: number, metric: MetricName): string {
  if (!best || !next) return '';
  const { ratio, finding } = pointDifference(family, { point: next, run: '' }, { point: best, run: '' }, metric);
  if (finding === 'unclear') return ` (not shown to be better than ${next.technique})`;
  return ratio === null ? '' : ` (${next.technique}: ${formatPercent(ratio)} more)`;
}

function bestBy(points: readonly PointResult[], metric: MetricName, which: 'most' | 'least'): PointResult | undefined {
  const sorted = points.toSorted((one, other) => metricOf(one, metric).mean - metricOf(other, metric).mean);
  return which === 'most' ? sorted.at(-1) : sorted[0];
}

function shortfall(point: PointResult): string {
  return `${point.technique} delivers ${shares(point)}`;
}

function shares(point: PointResult | undefined): string {
  if (!point) return 'nothing';
  return `${formatRate(rate(point), 'pps')} of ${formatRate(metricOf(point, 'offeredPps').mean, 'pps')}`;
}

function rate(point: PointResult | undefined): number {
  return point ? metricOf(point, 'deliveredPps').mean : 0;
}

function figure(point: PointResult | undefined, name: MetricName): string {
  if (!point) return '–';
  const { mean, unit } = metricOf(point, name);
  return formatMetric(mean, unit);
}

function nameOf(point: PointResult | undefined): string {
  return point?.technique ?? 'none';
}

function listed(parts: readonly string[]): string {
  return parts.length <= 3 ? parts.join(', ') : `${parts.slice(0, 3).join(', ')} and ${parts.length - 3} more`;
}

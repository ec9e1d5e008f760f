/** What a run shows, in a few sentences: for the first page of the report. */
import { metricOf } from '../../shared/charts/point-series.ts';
import type { MetricName, PointResult, RunResult } from '../../shared/result/schema.ts';
import { hasOnlyClosedLoops } from '../../shared/scenario/traffic-loops.ts';
import { formatMetric, formatRate } from '../../shared/units.ts';
import type { SettingVerdict } from './throughput-per-core.ts';

export interface Headlines {
  /** The most telling sentence. */
  readonly lead: string;
  /** What the findings are about: "At 95 % of line rate"; empty for a run with one setting. */
  readonly setting: string;
  readonly findings: readonly string[];
}

/** Over several settings, the findings are those of the last with figures: the hardest, when values ascend. */
export function runHeadlines({ scenario, points }: RunResult, verdicts: readonly SettingVerdict[]): Headlines {
  const measured = verdicts.filter(({ measured: members }) => members.length > 0);
  const last = measured.at(-1);
  if (!last) return nothingMeasured(points);
  if (scenario.method.kind === 'dma-benchmark') {
    const where = measured.length > 1 ? `At ${last.setting}` : 'Payload moved';
    return { lead: `${where}: ${payloads(last.measured)}.`, setting: '', findings: [bottlenecks(last.measured)] };
  }
  const findings = [
    last.sentence,
    last.confidence,
    hasOnlyClosedLoops(scenario) ? mostAndLeast(last.measured) : carriedLoad(last.measured),
    lowestLatency(last.measured),
    bottlenecks(last.measured),
  ];
  const overall = leadersOverSettings(measured);
  const [first = '', ...others] = findings;
  const told = (sentences: readonly string[]): string[] => sentences.filter((sentence) => sentence !== '');
  return overall === ''
    ? { lead: first, setting: '', findings: told(others) }
    : { lead: overall, setting: `At ${last.setting}`, findings: told(findings) };
}

function nothingMeasured(points: readonly PointResult[]): Headlines {
  if (points.length === 0) return { lead: 'No point of the run was finished: there are no results.', setting: '', findings: [] };
  const reasonOf = ({ refusal, remarks }: PointResult): string =>
    refusal ?? (remarks.length > 0 ? remarks.join(' ') : 'no replication was finished.');
  const reasons = new Set(points.map((point) => `${point.technique}: ${reasonOf(point)}`));
  return { lead: 'No technique gave figures in this scenario.', setting: '', findings: [...reasons] };
}

/** How often each technique leads; empty for one setting. */
function leadersOverSettings(verdicts: readonly SettingVerdict[]): string {
  const leading = verdicts.flatMap(({ ranking: [best] }) => (best ? [best.point.technique] : []));
  if (verdicts.length < 2) return '';
  const counts = [...Map.groupBy(leading, (technique) => technique)]
    .map(([technique, times]) => ({ technique, times: times.length }))
    .toSorted((one, other) => other.times - one.times);
  const [first, ...others] = counts;
  if (!first) return `No virtualized technique delivered frames at any of ${verdicts.length} settings.`;
  const where = others.map(({ technique, times }) => `; ${technique} at ${times}`).join('');
  return `${first.technique} gives most throughput per busy core at ${share(first.times, verdicts.length)} settings${where}.`;
}

function share(count: number, all: number): string {
  if (count < all) return `${count} of ${all}`;
  return all === 2 ? 'both' : `all ${all}`;
}

function carriedLoad(points: readonly PointResult[]): string {
  const failing = points.filter(({ overloaded }) => overloaded);
  if (failing.length === 0) return points.length === 1 ? 'It carries the offered load.' : 'All techniques carry the offered load.';
  const words = failing.map((point) => `${point.technique} (${rateOf(point, 'deliveredPps')} of ${rateOf(point, 'offeredPps')})`);
  return `Overloaded, with loss and latency that depend on the length of the run: ${words.join(', ')}.`;
}

/** Closed loops offer no more than is carried: the rate itself is the result. */
function mostAndLeast(points: readonly PointResult[]): string {
  const sorted = points.toSorted((one, other) => metricOf(other, 'deliveredPps').mean - metricOf(one, 'deliveredPps').mean);
  const [most] = sorted;
  const least = sorted.at(-1);
  if (!most || !least || most === least) return '';
  return `Most is delivered by ${most.technique}, ${rateOf(most, 'deliveredPps')}; least by ${least.technique}, ${rateOf(least, 'deliveredPps')}.`;
}

/** Of a DMA benchmark, in which no core works and nothing is offered. */
function payloads(points: readonly PointResult[]): string {
  return points
    .toSorted((one, other) => metricOf(other, 'deliveredBps').mean - metricOf(one, 'deliveredBps').mean)
    .map((point) => {
      const { mean: bps, unit: rate } = metricOf(point, 'deliveredBps');
      const { mean: ns, unit: time } = metricOf(point, 'latencyMeanNs');
      return `${point.technique} moves ${formatMetric(bps, rate)}, at a mean latency of ${formatMetric(ns, time)}`;
    })
    .join('; ');
}

function lowestLatency(points: readonly PointResult[]): string {
  const known = points.filter((point) => !point.overloaded && metricOf(point, 'latencyP99Ns').mean > 0);
  const [best] = known.toSorted((one, other) => metricOf(one, 'latencyP99Ns').mean - metricOf(other, 'latencyP99Ns').mean);
  if (!best || known.length < 2) return '';
  const { mean, ci95, unit } = metricOf(best, 'latencyP99Ns');
  const interval = ci95 === null ? '' : ` ± ${formatMetric(ci95, unit)}`;
  return `Lowest 99th percentile of latency, of those that carry the load: ${best.technique}, ${formatMetric(mean, unit)}${interval}.`;
}

/** Resources that were confirmed by experiment to limit techniques. */
function bottlenecks(points: readonly PointResult[]): string {
  const limited = points.filter(({ bottleneck }) => bottleneck.confirmed && bottleneck.resource !== null);
  if (limited.length === 0) return 'No bottleneck was confirmed by experiment.';
  const byResource = Map.groupBy(limited, ({ bottleneck }) => bottleneck.resource ?? '');
  const words = [...byResource].map(([resource, members]) => `${resource} (${members.map(({ technique }) => technique).join(', ')})`);
  return `Bottlenecks, confirmed by experiment: ${words.join('; ')}.`;
}

function rateOf(point: PointResult, name: MetricName): string {
  return formatRate(metricOf(point, name).mean, 'pps');
}

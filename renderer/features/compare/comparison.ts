/** Points side by side: every metric with its best, and each difference to a baseline with whether it is more than chance. */
import { metricOf } from '../../../shared/charts/point-series.ts';
import { metricTitles } from '../../../shared/result/metric-titles.ts';
import { metricNames, type MetricName, type PointResult } from '../../../shared/result/schema.ts';
import { formatMetric } from '../../../shared/units.ts';
import { differenceOf, type Difference } from './difference.ts';

/** A point with its name among those compared. */
export interface ComparedPoint {
  readonly key: string;
  readonly title: string;
  /** Which run it is of, where two are compared; empty otherwise. */
  readonly run: string;
  readonly point: PointResult;
}

export interface ComparisonRow {
  readonly metric: MetricName;
  readonly title: string;
  readonly cells: readonly ComparisonCell[];
}

export interface ComparisonCell {
  readonly value: string;
  /** `± 24`, or empty where replications do not vary or there is one only. */
  readonly interval: string;
  /** The best value, or not shown to be worse than it. */
  readonly best: boolean;
  /** Against the baseline; null for the baseline itself. */
  readonly difference: { readonly text: string; readonly tone: 'better' | 'worse' | 'unclear' } | null;
}

/** Metrics of which less is better; of the others, more is. */
const lessIsBetter: ReadonlySet<MetricName> = new Set<MetricName>([
  'lossRatio',
  'latencyMeanNs',
  'latencyP50Ns',
  'latencyP99Ns',
  'latencyP999Ns',
  'cyclesPerPacket',
  'cpuUtilization',
  'exitsPerSecond',
  'interruptsPerSecond',
]);
/** What is offered is a condition, not an outcome. */
const outcomes = metricNames.filter((name) => name !== 'offeredPps');

export function comparisonRows(compared: readonly ComparedPoint[], baselineKey: string): readonly ComparisonRow[] {
  const baseline = compared.find(({ key }) => key === baselineKey);
  return outcomes.map((metric) => ({
    metric,
    title: metricTitles[metric].title,
    cells: compared.map((one) => cellOf(one, metric, compared, baseline)),
  }));
}

function cellOf(
  one: ComparedPoint,
  metric: MetricName,
  compared: readonly ComparedPoint[],
  baseline: ComparedPoint | undefined,
): ComparisonCell {
  const { mean, ci95, unit } = metricOf(one.point, metric);
  return {
    value: formatMetric(mean, unit),
    interval: ci95 === null || ci95 === 0 ? '' : `± ${formatMetric(ci95, unit)}`,
    best: isBest(one, metric, compared),
    difference: baseline === undefined || baseline === one ? null : wordsOf(between(one, baseline, metric), metric),
  };
}

function isBest(one: ComparedPoint, metric: MetricName, compared: readonly ComparedPoint[]): boolean {
  // Figures of an overloaded system win against none that carries its load.
  const carried = compared.filter(({ point }) => !point.overloaded);
  const rivals = carried.length > 0 ? carried : compared;
  if (rivals.length < 2 || !rivals.includes(one)) return false;
  const sign = lessIsBetter.has(metric) ? -1 : 1;
  const scores = rivals.map((other) => sign * metricOf(other.point, metric).mean);
  const highest = Math.max(...scores);
  // Where all are the same, none is the best.
  if (Math.min(...scores) === highest) return false;
  const best = rivals[scores.indexOf(highest)];
  if (best === undefined) return false;
  return best === one || sign * metricOf(one.point, metric).mean === highest || between(one, best, metric).finding === 'unclear';
}

function between(one: ComparedPoint, baseline: ComparedPoint, metric: MetricName): Difference {
  const sample = ({ point }: ComparedPoint) => ({ metric: metricOf(point, metric), replications: point.replications });
  return differenceOf(sample(one), sample(baseline));
}

function wordsOf({ amount, ratio, ci95, finding }: Difference, metric: MetricName): NonNullable<ComparisonCell['difference']> {
  if (amount === 0) return { text: 'the same', tone: 'unclear' };
  const { unit } = metricTitles[metric];
  const inUnits = (value: number): string => formatMetric(value, unit);
  const inPercent = (value: number): string => shortPercent((value * Math.abs(ratio ?? 0)) / Math.abs(amount));
  const sized = ratio === null ? inUnits : inPercent;
  const margin = ci95 === null || ci95 === 0 ? '' : ` ± ${sized(ci95)}`;
  const words = `${sized(Math.abs(amount))} ${amount > 0 ? 'more' : 'less'}`;
  if (finding === 'unclear') return { text: `not clear${margin}`, tone: 'unclear' };
  if (finding === 'unknown') return { text: `${words}, not tested`, tone: 'unclear' };
  return { text: `${words}${margin}`, tone: amount > 0 === lessIsBetter.has(metric) ? 'worse' : 'better' };
}

/** Two digits: enough beside the figures themselves. */
function shortPercent(ratio: number): string {
  const percent = ratio * 100;
  return `${percent >= 10 ? Math.round(percent).toLocaleString('en-US') : Number(percent.toPrecision(2))} %`;
}

/** Points side by side: every metric with its best, and each difference to a baseline with whether it is more than chance. */
import { metricOf } from '../../../shared/charts/point-series.ts';
import { metricTitle, metricUnits } from '../../../shared/result/metric-titles.ts';
import { bestOf, betterOf, pointDifference, rivalsOf } from '../../../shared/result/point-comparison.ts';
import { metricNames, type MetricName, type PointResult } from '../../../shared/result/schema.ts';
import type { Difference } from '../../../shared/statistics/difference.ts';
import { digits, formatMetric } from '../../../shared/units.ts';
import { useTexts } from '../../texts/texts.ts';

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
  /** What takes trust from the value: a percentile with too few samples; empty otherwise. */
  readonly caution: string;
  /** The best value, or not shown to be worse than it. */
  readonly best: boolean;
  /** Against the baseline; null for the baseline itself. */
  readonly difference: { readonly text: string; readonly tone: 'better' | 'worse' | 'unclear' } | null;
}

/** What is offered is a condition, not an outcome. */
const outcomes = metricNames.filter((name) => name !== 'offeredPps');

export function comparisonRows(compared: readonly ComparedPoint[], baselineKey: string): readonly ComparisonRow[] {
  const baseline = compared.find(({ key }) => key === baselineKey);
  const rivals = rivalsOf(compared);
  return outcomes.map((metric) => {
    const best = bestOf(rivals, metric);
    return {
      metric,
      title: metricTitle(metric),
      cells: compared.map((one) => ({
        ...figureOf(one.point, metric),
        best: best.includes(one),
        difference: baseline === undefined || baseline === one ? null : differenceText(one, baseline, compared.length, metric),
      })),
    };
  });
}

function figureOf(point: PointResult, metric: MetricName): Pick<ComparisonCell, 'value' | 'interval' | 'caution'> {
  const { mean, ci95, unit, tooFewSamples = false } = metricOf(point, metric);
  return {
    value: formatMetric(mean, unit),
    interval: ci95 === null || ci95 === 0 ? '' : `± ${formatMetric(ci95, unit)}`,
    caution: tooFewSamples ? useTexts().value.compare.figures.tooFewSamples : '',
  };
}

function differenceText(one: ComparedPoint, baseline: ComparedPoint, family: number, metric: MetricName): ComparisonCell['difference'] {
  // The longer such a point runs, the larger the difference: any size of it would be one of the length of the run.
  if (hasNoInterval(one.point, metric) || hasNoInterval(baseline.point, metric))
    return { text: useTexts().value.compare.difference.grows, tone: 'unclear' };
  return wordsOf(pointDifference(family, one, baseline, metric), metric);
}

/** Of several replications, because the point is unstable. */
function hasNoInterval(point: PointResult, metric: MetricName): boolean {
  return point.replications > 1 && metricOf(point, metric).ci95 === null;
}

function wordsOf({ amount, ratio, halfWidth, finding }: Difference, metric: MetricName): NonNullable<ComparisonCell['difference']> {
  const { same, more, less, unclear, untested } = useTexts().value.compare.difference;
  if (amount === 0) return { text: same, tone: 'unclear' };
  const unit = metricUnits[metric];
  const inUnits = (value: number): string => formatMetric(value, unit);
  const inPercent = (value: number): string => shortPercent((value * Math.abs(ratio ?? 0)) / Math.abs(amount));
  const sized = ratio === null ? inUnits : inPercent;
  const margin = halfWidth === null || halfWidth === 0 ? '' : ` ± ${sized(halfWidth)}`;
  const words = (around: string): string => (amount > 0 ? more : less)(sized(Math.abs(amount)), around);
  if (finding === 'unclear') return { text: unclear(margin), tone: 'unclear' };
  if (finding === 'unknown') return { text: untested(words('')), tone: 'unclear' };
  return { text: words(margin), tone: amount > 0 === (betterOf(metric) === 'more') ? 'better' : 'worse' };
}

/** Two digits: enough beside the figures themselves. */
function shortPercent(ratio: number): string {
  const percent = ratio * 100;
  return `${digits(percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2)))} %`;
}

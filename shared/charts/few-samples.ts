/** Percentiles that rest on too few samples, said where they are drawn and tabulated. */
import type { PointSummary } from '../result/point-summary.ts';
import type { MetricName } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import { formatTimeNs } from '../units.ts';
import { metricOf, type PointRow } from './point-series.ts';

export function percentileText(point: PointSummary, name: MetricName): string {
  const { mean, tooFewSamples = false } = metricOf(point, name);
  return tooFewSamples ? words().charts.common.tooFewSamples(formatTimeNs(mean)) : formatTimeNs(mean);
}

/** @param drawn Whether the chart draws them as hollow marks. */
export function tooFewNotes(rows: readonly PointRow[], names: readonly MetricName[], drawn: 'hollow' | 'alike'): readonly string[] {
  const affected = rows.filter(({ point }) => names.some((name) => metricOf(point, name).tooFewSamples));
  if (affected.length === 0) return [];
  const { hollowPercentiles, fewSamplesOf } = words().charts.common.notes;
  return [drawn === 'hollow' ? hollowPercentiles : fewSamplesOf(affected.map(({ label }) => label).join(', '))];
}

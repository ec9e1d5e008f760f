/** Percentiles that rest on too few samples, said where they are drawn and tabulated. */
import type { PointSummary } from '../result/point-summary.ts';
import type { MetricName } from '../result/schema.ts';
import { formatTimeNs } from '../units.ts';
import { metricOf, type PointRow } from './point-series.ts';

export function percentileText(point: PointSummary, name: MetricName): string {
  const { mean, tooFewSamples = false } = metricOf(point, name);
  return tooFewSamples ? `${formatTimeNs(mean)} (too few samples)` : formatTimeNs(mean);
}

/** `marks`: how the chart shows them, or empty. */
export function tooFewNotes(rows: readonly PointRow[], names: readonly MetricName[], marks = ''): readonly string[] {
  const affected = rows.filter(({ point }) => names.some((name) => metricOf(point, name).tooFewSamples));
  if (affected.length === 0) return [];
  const words = 'too few samples, fewer than ten of a replication beyond the percentile';
  return [marks === '' ? `Of ${affected.map(({ label }) => label).join(', ')}, some percentiles have ${words}.` : `${marks}: ${words}.`];
}

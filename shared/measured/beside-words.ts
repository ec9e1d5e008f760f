/** Measured and simulated values as people read them. */
import { digits, formatMetric, formatWithMargin } from '../units.ts';
import type { ComparedValue, LeftOut } from './beside.ts';
import type { MeasuredPoint } from './schema.ts';

/** `500 kpps (498 kpps to 502 kpps)`. */
export function measuredText({ value, low, high, deviation }: MeasuredPoint, unit: string): string {
  const shown = formatMetric(value, unit);
  if (low !== null && high !== null) return `${shown} (${formatMetric(low, unit)} to ${formatMetric(high, unit)})`;
  return deviation === null ? shown : `${shown}, σ ${formatMetric(deviation, unit)}`;
}

export function simulatedText({ simulated: { mean, ci95, uncertainty }, unit }: Pick<ComparedValue, 'simulated' | 'unit'>): string {
  if (uncertainty) return `${formatMetric(mean, unit)} (${formatMetric(uncertainty.low, unit)} to ${formatMetric(uncertainty.high, unit)})`;
  return ci95 === null ? formatMetric(mean, unit) : formatWithMargin(mean, ci95, unit);
}

/** `+4.2 %`; a dash where nothing was measured. */
export function residualText(residual: number | null): string {
  if (residual === null) return '–';
  return `${residual > 0 ? '+' : ''}${digits(100 * residual)} %`;
}

export function withinText(within: boolean | null): string {
  if (within === null) return 'no interval';
  return within ? 'inside' : 'outside';
}

/** Why series are beside nothing, each reason once, with the series. */
export function leftOutSentences(leftOut: readonly LeftOut[]): string[] {
  return [...Map.groupBy(leftOut, ({ reason }) => reason)].map(
    ([reason, series]) =>
      `Beside nothing, ${reason}: ${[...new Set(series.map(({ label, quantity }) => `${label}, ${quantity}`))].join('; ')}.`,
  );
}

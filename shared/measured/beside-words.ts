/** Measured and simulated values as people read them. */
import { words } from '../texts/words.ts';
import { digits, formatMetric, formatWithMargin } from '../units.ts';
import type { ComparedValue, LeftOut } from './beside.ts';
import type { MeasuredPoint } from './schema.ts';

/** `500 kpps (498 kpps to 502 kpps)`. */
export function measuredText({ value, low, high, deviation }: MeasuredPoint, unit: string): string {
  const { withInterval, withDeviation } = words().measured;
  const shown = formatMetric(value, unit);
  if (low !== null && high !== null) return withInterval(shown, formatMetric(low, unit), formatMetric(high, unit));
  return deviation === null ? shown : withDeviation(shown, formatMetric(deviation, unit));
}

export function simulatedText({ simulated: { mean, ci95, uncertainty }, unit }: Pick<ComparedValue, 'simulated' | 'unit'>): string {
  if (uncertainty)
    return words().measured.withInterval(
      formatMetric(mean, unit),
      formatMetric(uncertainty.low, unit),
      formatMetric(uncertainty.high, unit),
    );
  return ci95 === null ? formatMetric(mean, unit) : formatWithMargin(mean, ci95, unit);
}

/** `+4.2 %`; a dash where nothing was measured. */
export function residualText(residual: number | null): string {
  if (residual === null) return '–';
  return `${residual > 0 ? '+' : ''}${digits(100 * residual)} %`;
}

export function withinText(within: boolean | null): string {
  const texts = words().measured.within;
  if (within === null) return texts.unknown;
  return within ? texts.inside : texts.outside;
}

/** Why series are beside nothing, each reason once, with the series. */
export function leftOutSentences(leftOut: readonly LeftOut[]): string[] {
  return [...Map.groupBy(leftOut, ({ reason }) => reason)].map(([reason, series]) =>
    words().measured.besideNothing(reason, [...new Set(series.map(({ label, quantity }) => `${label}, ${quantity}`))].join('; ')),
  );
}

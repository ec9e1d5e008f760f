/** A fit of costs in words: for the tables of shell and page. */
import { settingsText } from '../charts/setting-name.ts';
import { residualText } from '../measured/beside-words.ts';
import { formatFixed, formatNumber } from '../number-format.ts';
import { metricTitle } from '../result/metric-titles.ts';
import type { Scenario } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
import { formatMetric } from '../units.ts';
import type { Calibration } from './schema.ts';

export interface FittedCostWords {
  readonly name: string;
  readonly before: string;
  readonly fitted: string;
  readonly interval: string;
  readonly range: string;
}

export function fittedCostWords({ parameters }: Calibration): readonly FittedCostWords[] {
  const texts = words().calibration;
  return parameters.map(({ name, unit, before, fitted, interval, low, high }) => ({
    name,
    before: number(before),
    fitted: number(fitted),
    interval: interval ? texts.interval(number(interval.low), number(interval.high)) : texts.notDetermined,
    range: texts.range(number(low), number(high), unit),
  }));
}

export interface FittedValueWords {
  readonly series: string;
  readonly metric: string;
  readonly point: string;
  readonly measured: string;
  /** Residuals: (simulated - measured) / measured. */
  readonly before: string;
  readonly after: string;
}

export function fittedValueWords({ values }: Calibration, scenario: Scenario): readonly FittedValueWords[] {
  return values.map(({ label, metric, unit, technique, settings, measured, before, after }) => ({
    series: label,
    metric: metricTitle(metric),
    point: [technique, settingsText(settings, scenario)].filter(Boolean).join(', '),
    measured: formatMetric(measured, unit),
    before: residualText(before / measured - 1),
    after: residualText(after / measured - 1),
  }));
}

/** How well the fit is, in a sentence. */
export function fitSentence({ error, rSquared, evaluations }: Calibration): string {
  const texts = words().calibration;
  const percent = (share: number): string => `${formatFixed(100 * share, 2)} %`;
  const [before, after] = [percent(error.before), percent(error.after)];
  if (rSquared === null) return texts.fit(before, after, evaluations);
  // Below zero its size says nothing.
  return rSquared < 0
    ? texts.fitWorseThanMean(before, after, evaluations)
    : texts.fitWithRSquared(before, after, formatFixed(rSquared, 4), evaluations);
}

function number(value: number): string {
  return formatNumber(value, { maximumSignificantDigits: 4 });
}

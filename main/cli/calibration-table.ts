/** A fit of costs as text, at most 100 columns wide. */
import type { Calibration } from '../../shared/calibration/schema.ts';
import { settingsText } from '../../shared/charts/setting-name.ts';
import { residualText } from '../../shared/measured/beside-words.ts';
import { metricTitles } from '../../shared/result/metric-titles.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { formatMetric } from '../../shared/units.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 100;

export function calibrationTable(
  { parameters, values, error, rSquared, evaluations, remarks, next }: Calibration,
  scenario: Scenario,
): string {
  const number = (value: number): string => value.toPrecision(4);
  const costs = parameters.map(({ name, unit, before, fitted, interval, low, high }) => [
    name,
    number(before),
    number(fitted),
    interval ? `${number(interval.low)} to ${number(interval.high)}` : 'not determined',
    `${number(low)} to ${number(high)} ${unit}`,
  ]);
  const compared = values.map(({ label, metric, unit, technique, settings, measured, before, after }) => [
    label,
    metricTitles[metric].title,
    [technique, settingsText(settings, scenario)].filter(Boolean).join(', '),
    formatMetric(measured, unit),
    residualText(before / measured - 1),
    residualText(after / measured - 1),
  ]);
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  return [
    textTable([['cost', 'before', 'fitted', '95 % interval', 'range'], ...costs]),
    '',
    textTable([['series', 'metric', 'point', 'measured', 'residual before', 'after'], ...compared]),
    '',
    wrap(
      `Relative error ${percent(error.before)} before, ${percent(error.after)} after${rSquared === null ? '' : `; R² ${rSquared.toFixed(4)}`}; ${evaluations} evaluations.`,
      WIDTH,
    ),
    ...remarks.map((remark) => wrap(remark, WIDTH)),
    ...(next ? [wrap(`Next: ${next.sentence}`, WIDTH)] : []),
  ].join('\n');
}

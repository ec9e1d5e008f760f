/** A fit of costs as text, at most 100 columns wide. */
import { fitSentence, fittedCostWords, fittedValueWords } from '../../shared/calibration/calibration-words.ts';
import type { Calibration } from '../../shared/calibration/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 100;

export function calibrationTable(calibration: Calibration, scenario: Scenario): string {
  const { remarks, next } = calibration;
  const costs = fittedCostWords(calibration).map(({ name, before, fitted, interval, range }) => [name, before, fitted, interval, range]);
  const values = fittedValueWords(calibration, scenario).map(({ series, metric, point, measured, before, after }) => [
    series,
    metric,
    point,
    measured,
    before,
    after,
  ]);
  return [
    textTable([['cost', 'before', 'fitted', '95 % interval', 'range'], ...costs]),
    '',
    textTable([['series', 'metric', 'point', 'measured', 'residual before', 'after'], ...values]),
    '',
    wrap(fitSentence(calibration), WIDTH),
    ...remarks.map((remark) => wrap(remark, WIDTH)),
    ...(next ? [wrap(`Next: ${next.sentence}`, WIDTH)] : []),
  ].join('\n');
}

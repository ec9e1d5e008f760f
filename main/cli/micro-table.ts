/** Timed operations of a host as text. */
import type { MicroProbe } from '../../shared/testbed/micro-probe.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 120;

export function microText({ host, processor, measuredAt, repetitions, timedBy, values, costs, warnings }: MicroProbe): string {
  const by = timedBy === 'helper' ? 'a compiled helper' : 'Node';
  const operations = values.map(({ title, sizeBytes, unit, ...spread }) => [
    sizeBytes === null ? title : `${title}, ${sizeBytes} bytes`,
    ...spreadCells(spread),
    unit,
  ]);
  const parameters = costs.map(({ name, unit, derivation, ...spread }) => [name, ...spreadCells(spread), unit, derivation]);
  const spreadHeads = ['median', 'lower', 'upper quartile', ''];
  return [
    `${host}, ${processor}, ${measuredAt}: ${repetitions} repetitions by ${by}`,
    '',
    textTable([['operation', ...spreadHeads], ...operations], { width: WIDTH }),
    '',
    textTable([['cost', ...spreadHeads, 'from'], ...parameters], { width: WIDTH }),
    ...warnings.map((warning) => `\n${wrap(warning, WIDTH)}`),
  ].join('\n');
}

function spreadCells({ median, lowerQuartile, upperQuartile }: Record<'median' | 'lowerQuartile' | 'upperQuartile', number>): string[] {
  return [median, lowerQuartile, upperQuartile].map((value) => Number(value.toPrecision(3)).toLocaleString('en'));
}

/** Tables of a result as the data table shows them: figures with units and sensible digits, intervals behind their means. */
import type { ResultTable, TableColumn } from '../../../shared/result/tables.ts';
import { digits, formatMetric } from '../../../shared/units.ts';
import type { DataColumn } from '../../ui/index.ts';

export function dataColumns(table: ResultTable): readonly DataColumn[] {
  // The name of the technique repeats its label, unless labels were given.
  const named = table.rows.some((row) => row['techniqueName'] !== row['technique']);
  return table.columns.filter(({ key }) => named || key !== 'techniqueName').map(dataColumn);
}

function dataColumn({ key, title, unit, kind }: TableColumn): DataColumn {
  if (kind === 'text') return { key, title, kind };
  if (key.startsWith('setting:'))
    return { key, title: unit === '' ? title : `${title}, ${unit}`, kind, format: (value) => value.toLocaleString('en-US') };
  const counted = unit === 'frames' || unit === '';
  return {
    key,
    title: unit === 'frames' ? `${title}, frames` : title,
    kind,
    format: counted
      ? (value) => (Number.isInteger(value) ? value.toLocaleString('en-US') : digits(value))
      : (value) => formatMetric(value, unit),
  };
}

/** Tables of a result as the data table shows them: figures with units and sensible digits, intervals behind their means. */
import { numberFormatOf } from '../../../shared/result/shown-cells.ts';
import type { ResultTable, TableColumn } from '../../../shared/result/tables.ts';
import type { DataColumn } from '../../ui/index.ts';

export function dataColumns(table: ResultTable): readonly DataColumn[] {
  // The name of the technique repeats its label, unless labels were given.
  const named = table.rows.some((row) => row['techniqueName'] !== row['technique']);
  return table.columns.filter(({ key }) => named || key !== 'techniqueName').map(dataColumn);
}

function dataColumn(column: TableColumn): DataColumn {
  const { key, title, unit, kind } = column;
  const format = numberFormatOf(column);
  if (!format) return { key, title, kind };
  const named = (key.startsWith('setting:') && unit !== '') || unit === 'frames';
  return { key, title: named ? `${title}, ${unit}` : title, kind, format };
}

/** Cells of the tables of a result as people read them, and as they look for them: figures with units and sensible digits, as the locale writes them. */
import { formatNumber, withoutGroups } from '../number-format.ts';
import { digits, formatMetric } from '../units.ts';
import type { Cell, ResultTable, TableColumn } from './tables.ts';

/** How the numbers of a column are written; undefined: they are words. */
export function numberFormatOf({ key, unit, kind }: TableColumn): ((value: number) => string) | undefined {
  if (kind === 'text') return undefined;
  if (key.startsWith('setting:')) return (value) => formatNumber(value);
  if (unit === 'frames' || unit === '') return (value) => (Number.isInteger(value) ? formatNumber(value) : digits(value));
  return (value) => formatMetric(value, unit);
}

/** What words are looked for in, of a cell that is shown as `shown`: also without the marks of thousands, which nobody types. In lower case. */
export function soughtText(cell: Cell, shown: string): string {
  if (cell === null) return '';
  const bare = typeof cell === 'number' ? withoutGroups(shown) : shown;
  return (bare === shown ? shown : `${shown} ${bare}`).toLowerCase();
}

/** Of each row of a table what words are looked for in. */
export function soughtRows({ columns, rows }: ResultTable): readonly string[] {
  const cells = columns.map((column) => ({ key: column.key, format: numberFormatOf(column) }));
  return rows.map((row) =>
    cells
      .map(({ key, format }) => {
        const cell = row[key] ?? null;
        return soughtText(cell, typeof cell === 'number' && format ? format(cell) : String(cell));
      })
      .join('\n'),
  );
}

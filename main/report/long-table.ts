/** A table with one row for each value: what data people call long, molten or tidy. */
import { intervalKey, uncertaintyKeys, type Cell, type ResultTable, type TableColumn } from '../../shared/result/tables.ts';

const before: TableColumn = { key: 'row', title: 'Row', unit: '', kind: 'number', isKey: true };
const after: readonly TableColumn[] = [
  { key: 'measure', title: 'Measure', unit: '', kind: 'text' },
  { key: 'value', title: 'Value', unit: '', kind: 'number' },
  { key: 'ci95', title: 'Value, ± 95 %', unit: '', kind: 'number' },
  { key: 'low', title: 'Value, low with costs', unit: '', kind: 'number' },
  { key: 'high', title: 'Value, high with costs', unit: '', kind: 'number' },
  { key: 'valueUnit', title: 'Unit of the value', unit: '', kind: 'text' },
  { key: 'text', title: 'Text', unit: '', kind: 'text' },
];

/**
 * Every row of the long table says which row of the wide one it is of, counted from 1, and repeats its keys. Numbers stand in one column, texts in another;
 * what has no value has no row. Intervals stand beside their value.
 */
export function longTable(table: ResultTable): ResultTable {
  const keys = table.columns.filter(({ isKey }) => isKey);
  const values = valueColumns(table.columns);
  return {
    ...table,
    id: `${table.id}-long`,
    columns: [before, ...keys, ...after],
    rows: table.rows.flatMap((row, index) => {
      const identity = Object.fromEntries(keys.map(({ key }): [string, Cell] => [key, row[key] ?? null]));
      return values
        .filter(({ key }) => (row[key] ?? null) !== null)
        .map(({ key, unit, kind }) => ({
          row: index + 1,
          ...identity,
          measure: key,
          ...(kind === 'number' ? { value: row[key] ?? null, valueUnit: unit, ...intervalsOf(row, key) } : { text: row[key] ?? null }),
        }));
    }),
  };
}

/** Columns that are neither keys nor intervals of another. */
function valueColumns(columns: readonly TableColumn[]): readonly TableColumn[] {
  const intervals = new Set(columns.flatMap(({ key }) => [intervalKey(key), ...Object.values(uncertaintyKeys(key))]));
  return columns.filter(({ key, isKey }) => !isKey && !intervals.has(key));
}

function intervalsOf(row: ResultTable['rows'][number], key: string): Readonly<Record<string, Cell>> {
  const { low, high } = uncertaintyKeys(key);
  return { ci95: row[intervalKey(key)] ?? null, low: row[low] ?? null, high: row[high] ?? null };
}

/** Rows of a data table in the order and selection that the reader asks for. */
import { formatLocale } from '../../shared/number-format.ts';
import { soughtText } from '../../shared/result/shown-cells.ts';

export type DataCell = string | number | null;
export type DataRow = Readonly<Record<string, DataCell>>;

export interface DataColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: 'text' | 'number';
  /** Cell as shown; the raw value otherwise. */
  readonly format?: (value: number) => string;
  /** Whether rows can be sorted by it. Default: true. */
  readonly sortable?: boolean;
  /** What a cell is sorted by, where that is not the cell itself: the quantity of "813 kpps". */
  readonly rank?: (cell: DataCell) => DataCell;
}

export interface SortOrder {
  readonly key: string;
  readonly descending: boolean;
}

const byWords = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function cellText(row: DataRow, { key, format }: DataColumn): string {
  const value = row[key] ?? null;
  if (value === null) return '–';
  return typeof value === 'number' && format ? format(value) : String(value);
}

/** Rows of which every word of the filter stands in some cell, as shown. */
export function filterRows(rows: readonly DataRow[], columns: readonly DataColumn[], filter: string): readonly DataRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const textOf = rowTexts(columns);
  return rows.filter((row) => {
    const text = textOf(row);
    return words.every((word) => text.includes(word));
  });
}

type TextsOfColumns = WeakMap<readonly DataColumn[], WeakMap<DataRow, string>>;
/** By locale: figures are sought as they are written. */
const knownTexts = new Map<string, TextsOfColumns>();

/** Text of a row in lower case, made once: each letter of a filter asks all rows. */
function rowTexts(columns: readonly DataColumn[]): (row: DataRow) => string {
  const ofLocale: TextsOfColumns = knownTexts.get(formatLocale()) ?? new WeakMap();
  knownTexts.set(formatLocale(), ofLocale);
  const texts = ofLocale.get(columns) ?? new WeakMap<DataRow, string>();
  ofLocale.set(columns, texts);
  return (row) => {
    const known = texts.get(row);
    if (known !== undefined) return known;
    const text = columns.map((column) => soughtText(row[column.key] ?? null, cellText(row, column))).join(' ');
    texts.set(row, text);
    return text;
  };
}

/** Sorted by one column, equal rows as they were; rows without a value come last in both directions. */
export function sortRows(rows: readonly DataRow[], order: SortOrder | null, columns: readonly DataColumn[] = []): readonly DataRow[] {
  if (!order) return rows;
  const rank = columns.find(({ key }) => key === order.key)?.rank ?? ((cell: DataCell) => cell);
  const ranks = new Map(rows.map((row) => [row, rank(row[order.key] ?? null)]));
  const sign = order.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [ranks.get(one) ?? null, ranks.get(other) ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : byWords.compare(String(a), String(b)));
  });
}

/** Order after a press on a column's title: ascending, descending, as it was. */
export function nextOrder(order: SortOrder | null, key: string): SortOrder | null {
  if (order?.key !== key) return { key, descending: false };
  return order.descending ? null : { key, descending: true };
}

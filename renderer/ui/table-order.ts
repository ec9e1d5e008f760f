/** Rows of a data table in the order and selection that the reader asks for. */
export type DataCell = string | number | null;
export type DataRow = Readonly<Record<string, DataCell>>;

export interface DataColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: 'text' | 'number';
  /** Cell as shown; the raw value otherwise. */
  readonly format?: (value: number) => string;
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

/** Rows of which every word of the filter stands in some cell, as shown or raw. */
export function filterRows(rows: readonly DataRow[], columns: readonly DataColumn[], filter: string): readonly DataRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns.map((column) => `${cellText(row, column)} ${row[column.key] ?? ''}`.toLowerCase()).join(' ');
    return words.every((word) => text.includes(word));
  });
}

/** Sorted by one column, equal rows as they were; rows without a value come last in both directions. */
export function sortRows(rows: readonly DataRow[], order: SortOrder | null): readonly DataRow[] {
  if (!order) return rows;
  const sign = order.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[order.key] ?? null, other[order.key] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : byWords.compare(String(a), String(b)));
  });
}

/** Order after a press on a column's title: ascending, descending, as it was. */
export function nextOrder(order: SortOrder | null, key: string): SortOrder | null {
  if (order?.key !== key) return { key, descending: false };
  return order.descending ? null : { key, descending: true };
}

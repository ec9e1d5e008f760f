import { expect, it } from 'vitest';
import { formatNumber, inLocale } from '../../shared/number-format.ts';
import { cellText, filterRows, nextOrder, sortRows, type DataColumn, type DataRow } from './table-order.ts';

const columns: readonly DataColumn[] = [
  { key: 'name', title: 'Name', kind: 'text' },
  { key: 'rate', title: 'Rate', kind: 'number', format: (value) => `${value / 1000} k` },
];
const rows: readonly DataRow[] = [
  { name: 'core 10', rate: 9000 },
  { name: 'core 2', rate: null },
  { name: 'wire', rate: 12000 },
];
const namesOf = (sorted: readonly DataRow[]) => sorted.map(({ name }) => name);

it('sorts numbers by value and names by the numbers in them', () => {
  expect(namesOf(sortRows(rows, { key: 'rate', descending: true }))).toEqual(['wire', 'core 10', 'core 2']);
  expect(namesOf(sortRows(rows, { key: 'name', descending: false }))).toEqual(['core 2', 'core 10', 'wire']);
});

it('keeps cells without a value at the end in both directions', () => {
  expect(namesOf(sortRows(rows, { key: 'rate', descending: false })).at(-1)).toBe('core 2');
});

it('goes from ascending to descending to the order as it was', () => {
  const first = nextOrder(null, 'rate');
  expect(first).toEqual({ key: 'rate', descending: false });
  expect(nextOrder(first, 'rate')).toEqual({ key: 'rate', descending: true });
  expect(nextOrder(nextOrder(first, 'rate'), 'rate')).toBeNull();
  expect(nextOrder(first, 'name')).toEqual({ key: 'name', descending: false });
});

it('finds rows by all words, as shown: with the marks of thousands or without, and by no digit that is not there to be seen', () => {
  expect(namesOf(filterRows(rows, columns, 'CORE 9'))).toEqual(['core 10']);
  expect(namesOf(filterRows(rows, columns, '12 k'))).toEqual(['wire']);
  expect(filterRows(rows, columns, '12000')).toHaveLength(0);
  const marked = columns.map((column): DataColumn => (column.format ? { ...column, format: formatNumber } : column));
  for (const words of ['12,000', '12000']) expect(namesOf(filterRows(rows, marked, words))).toEqual(['wire']);
  const german = (words: string) => inLocale('de-DE', () => namesOf(filterRows(rows, marked, words)));
  expect([german('12.000'), german('12000'), german('12,000')]).toEqual([['wire'], ['wire'], []]);
  expect(filterRows(rows, columns, '  ')).toHaveLength(3);
});

it('shows a dash for a cell without a value', () => {
  expect(cellText({ name: 'x', rate: null }, { key: 'rate', title: 'Rate', kind: 'number' })).toBe('–');
});

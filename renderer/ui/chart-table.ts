/** The table of a chart for the data table: its cells are texts, sorted by the quantities that they name. */
import type { ChartTable } from '../../shared/charts/chart.ts';
import { writtenNumber } from '../../shared/number-format.ts';
import type { DataCell, DataColumn, DataRow } from './table-order.ts';

const factors: Readonly<Record<string, number>> = { G: 1e9, M: 1e6, k: 1e3, ms: 1e6, µs: 1e3, ns: 1, s: 1e9 };

export function chartColumns({ columns, rows }: ChartTable): readonly DataColumn[] {
  return columns.map((title, index) => {
    const isNumber = !rows.some((row) => /^[^\d–±-]/.test(row[index] ?? ''));
    return { key: keyOf(index), title, kind: isNumber ? 'number' : 'text', ...(isNumber ? { rank: quantityOf } : {}) };
  });
}

export function chartRows({ columns, rows }: ChartTable): readonly DataRow[] {
  return rows.map((row) => Object.fromEntries(columns.map((_title, index) => [keyOf(index), row[index] ?? null])));
}

/** "813 kpps" -> 813,000; "1.2 ms" -> 1,200,000; a dash has none. */
export function quantityOf(cell: DataCell): DataCell {
  if (typeof cell !== 'string') return cell;
  const [, number = '', unit = ''] = /^±? ?([-−]?\d(?:[\d.,\s’']*\d)?(?:e[+-]?\d+)?) ?(.*)$/.exec(cell) ?? [];
  const value = writtenNumber(number);
  return value === null ? null : value * factorOf(unit);
}

/** Of "kpps" a thousand, of "µs" a thousand (nanoseconds). */
function factorOf(unit: string): number {
  const [word = ''] = unit.split(' ');
  const time = /^(ns|µs|ms|s)[,;]?$/.exec(word)?.[1];
  if (time !== undefined) return factors[time] ?? 1;
  const prefix = /^([GMk])(?:pps|bit\/s|\/s)/.exec(word)?.[1];
  return prefix === undefined ? 1 : (factors[prefix] ?? 1);
}

/** As CSV (RFC 4180), figures as they are shown. */
export function chartCsv({ columns, rows }: ChartTable): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function keyOf(index: number): string {
  return `column-${index}`;
}

import { expect, it } from 'vitest';
import { chartColumns, chartCsv, chartRows, quantityOf } from './chart-table.ts';
import { sortRows } from './table-order.ts';

const table = {
  columns: ['Technique', 'Delivered', '95 % interval'],
  rows: [
    ['sriov', '1.2 Mpps', '± 3 kpps'],
    ['emulated', '813 kpps', '–'],
    ['virtio, eager', '1,020 kpps', '± 900 pps'],
  ],
};

it('sorts figures by what they amount to, whatever their prefix', () => {
  const order = { key: 'column-1', descending: false };
  expect(sortRows(chartRows(table), order, chartColumns(table)).map((row) => row['column-0'])).toEqual([
    'emulated',
    'virtio, eager',
    'sriov',
  ]);
});

it('reads quantities with their units', () => {
  expect(quantityOf('1.5 ms')).toBe(1_500_000);
  expect(quantityOf('2 µs')).toBe(2000);
  expect(quantityOf('12 %')).toBe(12);
  expect(quantityOf('1.0e-4')).toBe(0.0001);
  expect(quantityOf('–')).toBeNull();
});

it('writes the figures as CSV, with quotes where a cell has a comma', () => {
  expect(chartCsv(table).split('\r\n')[3]).toBe('"virtio, eager","1,020 kpps",± 900 pps');
});

import { describe, expect, it } from 'vitest';
import { resultTables } from '../../shared/result/tables.ts';
import { longTable } from './long-table.ts';
import { runOf, scenarioOf } from './run.fixture.ts';

const result = runOf(scenarioOf({ techniques: [{ name: 'sriov' }, { name: 'direct' }] }));
const tables = resultTables(result);
const long = tables.map(longTable);
const points = long.find(({ id }) => id === 'points-long');

describe('a long table', () => {
  it('has a row for each value, with its interval and unit beside it, and says of which row it is', () => {
    expect(points?.rows.find(({ measure, row }) => measure === 'deliveredPps' && row === 1)).toEqual({
      row: 1,
      technique: 'sriov',
      techniqueName: 'sriov',
      measure: 'deliveredPps',
      value: 45_000,
      valueUnit: 'pps',
      ci95: 450,
      low: null,
      high: null,
    });
  });

  it('keeps texts apart from numbers, and has no row for what has no value', () => {
    const refused = points?.rows.filter(({ technique }) => technique === 'direct') ?? [];
    expect(refused.map(({ measure }) => measure)).toContain('refusal');
    expect(refused.map(({ measure }) => measure)).not.toContain('deliveredPps');
    expect(refused.find(({ measure }) => measure === 'refusal')).toMatchObject({
      text: expect.stringContaining('8 VMs but 1 NIC') as string,
    });
  });

  it('loses no value of any table, and has only columns that are told', () => {
    for (const [index, table] of tables.entries()) {
      const [keys, values] = [table.columns.filter(({ isKey }) => isKey), table.columns.filter(({ isKey }) => !isKey)];
      expect(keys.length).toBeGreaterThan(0);
      const told = table.rows.reduce((sum, row) => sum + values.filter(({ key }) => (row[key] ?? null) !== null).length, 0);
      const rows = long[index]?.rows ?? [];
      const kept = rows.reduce(
        (sum, { ci95, low, high }) => sum + 1 + [ci95, low, high].filter((value) => (value ?? null) !== null).length,
        0,
      );
      expect(kept).toBe(told);
      const columns = new Set(long[index]?.columns.map(({ key }) => key));
      expect(rows.flatMap((row) => Object.keys(row)).filter((key) => !columns.has(key))).toEqual([]);
    }
  });
});

import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { resultTables } from '../../shared/result/tables.ts';
import { loadPath, runOf, scenarioOf, summary } from './run.fixture.ts';
import { sqliteReport } from './sqlite.ts';

it('holds every cell of every table, its columns with title and unit, and the run', () => {
  const result = runOf(scenarioOf(), [10, 20]);
  const { name, bytes } = sqliteReport(result, summary);
  expect(name).toBe('eight-vms.sqlite');
  const database = new DatabaseSync(':memory:');
  database.deserialize(bytes);
  try {
    for (const { id, columns, rows } of resultTables(result)) {
      const read = database.prepare(`SELECT * FROM "${id}"`).all();
      expect(read, id).toEqual(rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]))));
    }
    expect(database.prepare(`SELECT "setting:${loadPath}" AS load FROM points WHERE technique = 'sriov'`).all()).toEqual([
      { load: 10 },
      { load: 20 },
    ]);
    expect(database.prepare(`SELECT unit FROM column_titles WHERE "table" = 'points' AND "column" = 'deliveredPps'`).get()).toEqual({
      unit: 'pps',
    });
    expect(database.prepare(`SELECT value FROM run WHERE value = '4711'`).all()).toHaveLength(1);
  } finally {
    database.close();
  }
});

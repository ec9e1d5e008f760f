import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { resultTables } from '../../shared/result/tables.ts';
import { loadPath, runOf, scenarioOf, summary } from './run.fixture.ts';
import { writeSqlite } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-sqlite-'));
const path = join(folder, 'run.sqlite');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds every cell of every table, its columns with title and unit, and the run', () => {
  const result = runOf(scenarioOf(), [10, 20]);
  writeSqlite(path, result, summary);
  const database = new DatabaseSync(path, { readOnly: true });
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

it('leaves a file alone that is there already', () => {
  const other = join(folder, 'notes.txt');
  writeFileSync(other, 'mine');
  expect(() => writeSqlite(other, runOf(scenarioOf()), summary)).toThrow('EEXIST');
  expect(readFileSync(other, 'utf8')).toBe('mine');
});

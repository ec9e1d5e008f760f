/** Every table of a run as an SQLite database, for queries: numbers as they are, a column for each value. */
import { DatabaseSync } from 'node:sqlite';
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { resultTables, type ResultTable } from '../../shared/result/tables.ts';
import { fileNameStem } from './file-name.ts';
import type { BinaryFile } from './index.ts';
import { runFacts } from './run-facts.ts';

/**
 * Tables with the names of the CSV files, whose columns have the names in JSON; `column_titles` has the title and unit of each, `run` what identifies
 * the run. Keys of settings hold a colon, and so need quotes: "setting:flows.0.traffic.load".
 */
export function sqliteReport(result: RunResult, summary: RunSummary): BinaryFile {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec('BEGIN');
    database.exec('CREATE TABLE run (fact TEXT NOT NULL, value TEXT NOT NULL) STRICT');
    const fact = database.prepare('INSERT INTO run VALUES (?, ?)');
    for (const { name, value } of runFacts(result, summary)) fact.run(name, value);
    database.exec(
      'CREATE TABLE column_titles ("table" TEXT NOT NULL, "column" TEXT NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL) STRICT',
    );
    for (const table of resultTables(result)) writeTable(database, table);
    database.exec('COMMIT');
    return { name: `${fileNameStem(result.scenario.name)}.sqlite`, bytes: database.serialize() };
  } finally {
    database.close();
  }
}

function writeTable(database: DatabaseSync, { id, columns, rows }: ResultTable): void {
  const title = database.prepare('INSERT INTO column_titles VALUES (?, ?, ?, ?)');
  for (const column of columns) title.run(id, column.key, column.title, column.unit);
  const declared = columns.map(({ key, kind }) => `${quoted(key)} ${kind === 'number' ? 'REAL' : 'TEXT'}`);
  database.exec(`CREATE TABLE ${quoted(id)} (${declared.join(', ')})`);
  const insert = database.prepare(`INSERT INTO ${quoted(id)} VALUES (${columns.map(() => '?').join(', ')})`);
  for (const row of rows) insert.run(...columns.map(({ key }) => row[key] ?? null));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

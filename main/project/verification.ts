/** Whether everything in an open project file is as it was written. */
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations/index.ts';
import { soundDraft, soundMeasurement, soundPoint, soundRun, soundSummary } from './rows.ts';
import { isBusy } from './sqlite-errors.ts';

/** What is wrong with a file of the format `version`, in a few words, or null. Reads the whole file once. Throws while another program writes it. */
export function findDamage(database: DatabaseSync, version: number): string | null {
  return inWords(() => pageDamage(database) ?? outlineDamage(database, version) ?? resultDamage(database, version));
}

/** The same of what opening a project reads: its tables, runs, measurements and draft, but neither the results nor how the pages fit together. */
export function findOutlineDamage(database: DatabaseSync, version: number): string | null {
  return inWords(() => outlineDamage(database, version));
}

function inWords(find: () => string | null): string | null {
  try {
    return find();
  } catch (error) {
    if (isBusy(error)) throw error;
    return `SQLite reports "${error instanceof Error ? error.message : String(error)}"`;
  }
}

function pageDamage(database: DatabaseSync): string | null {
  const finding = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  return finding === 'ok' ? null : 'its pages do not fit together';
}

function outlineDamage(database: DatabaseSync, version: number): string | null {
  return schemaDamage(database, version) ?? (version > 0 ? smallRowDamage(database, version) : null);
}

/** SQLite takes the text of the schema at its word: a changed letter in it is another column, and what stands in it besides tables runs when they are used. */
function schemaDamage(database: DatabaseSync, version: number): string | null {
  const foreign = database.prepare("SELECT type, name FROM sqlite_schema WHERE type NOT IN ('table', 'index')").get();
  if (foreign !== undefined)
    return `it has a ${String(foreign['type'])} ("${String(foreign['name'])}"), which the lab writes into no project: it may be made to do harm`;
  const asMigrated = new DatabaseSync(':memory:');
  try {
    migrate(asMigrated, 0, version);
    const same = JSON.stringify(schemaOf(database)) === JSON.stringify(schemaOf(asMigrated));
    return same ? null : 'its tables are not those of a project';
  } finally {
    asMigrated.close();
  }
}

/** Words for words: a check, a default or an index may hold an expression. */
function schemaOf(database: DatabaseSync): unknown[] {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}

function smallRowDamage(database: DatabaseSync, version: number): string | null {
  for (const row of database.prepare('SELECT * FROM runs').iterate()) {
    if (soundRun(row) === null) return 'the record of a run was altered';
  }
  const measurements = version < 3 ? [] : database.prepare('SELECT * FROM measurements').iterate();
  for (const row of measurements) {
    if (soundMeasurement(row) === null) return 'a measurement was altered';
  }
  const draft = database.prepare('SELECT * FROM draft').get();
  return draft !== undefined && soundDraft(draft) === null ? 'the draft was altered' : null;
}

function resultDamage(database: DatabaseSync, version: number): string | null {
  if (version === 0) return null;
  const orphan = database.prepare('PRAGMA foreign_key_check').get();
  if (orphan !== undefined) return 'it has results of a run that is not there';
  for (const row of rowsInTurn(database, 'points', 'number')) {
    if (soundPoint(row) === null) return 'a result was altered';
  }
  return version < 4 ? null : summaryDamage(database);
}

function summaryDamage(database: DatabaseSync): string | null {
  for (const row of rowsInTurn(database, 'point_summaries', 'point')) {
    if (soundSummary(row) === null) return 'the summary of a result was altered';
  }
  const missing = database
    .prepare(
      'SELECT 1 FROM points LEFT JOIN point_summaries ON point = number AND point_summaries.run_id = points.run_id WHERE point IS NULL',
    )
    .get();
  return missing === undefined ? null : 'the summary of a result is missing';
}

/** Rows read at once: whoever writes the file meanwhile waits for no more than these. */
const ROWS_AT_ONCE = 200;

function* rowsInTurn(database: DatabaseSync, table: 'points' | 'point_summaries', key: 'number' | 'point'): Generator<unknown> {
  const next = database.prepare(`SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${ROWS_AT_ONCE}`);
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const rows = next.all(last);
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
    last = Number(rows.at(-1)?.[key]);
  }
}

/** Whether everything in an open project file is as it was written. */
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations/index.ts';
import { soundDraft, soundMeasurement, soundPoint, soundRun } from './rows.ts';

/** What is wrong with a file of the format `version`, in a few words, or null. Reads the whole file once. */
export function findDamage(database: DatabaseSync, version: number): string | null {
  try {
    return pageDamage(database) ?? schemaDamage(database, version) ?? (version > 0 ? rowDamage(database, version) : null);
  } catch (error) {
    return `SQLite reports "${error instanceof Error ? error.message : String(error)}"`;
  }
}

function pageDamage(database: DatabaseSync): string | null {
  const finding = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (finding !== 'ok') return 'its pages do not fit together';
  const orphan = database.prepare('PRAGMA foreign_key_check').get();
  return orphan === undefined ? null : 'it has results of a run that is not there';
}

/** SQLite takes the text of the schema at its word: a changed letter in it is another column. */
function schemaDamage(database: DatabaseSync, version: number): string | null {
  const asMigrated = new DatabaseSync(':memory:');
  try {
    migrate(asMigrated, 0, version);
    const same = JSON.stringify(columnsOf(database)) === JSON.stringify(columnsOf(asMigrated));
    return same ? null : 'its tables are not those of a project';
  } finally {
    asMigrated.close();
  }
}

function columnsOf(database: DatabaseSync): unknown[] {
  return database
    .prepare(
      `SELECT tables.name AS "table", columns.name, columns.type, columns."notnull", columns.pk
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' ORDER BY tables.name, columns.cid`,
    )
    .all();
}

function rowDamage(database: DatabaseSync, version: number): string | null {
  for (const row of database.prepare('SELECT * FROM runs').iterate()) {
    if (soundRun(row) === null) return 'the record of a run was altered';
  }
  for (const row of database.prepare('SELECT * FROM points').iterate()) {
    if (soundPoint(row) === null) return 'a result was altered';
  }
  const measurements = version < 3 ? [] : database.prepare('SELECT * FROM measurements').iterate();
  for (const row of measurements) {
    if (soundMeasurement(row) === null) return 'a measurement was altered';
  }
  const draft = database.prepare('SELECT * FROM draft').get();
  return draft !== undefined && soundDraft(draft) === null ? 'the draft was altered' : null;
}

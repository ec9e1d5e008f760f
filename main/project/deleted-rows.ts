/**
 * What was deleted of a project, kept beside the file for as long as it is open: in temporary tables of the connection, which SQLite drops with it.
 * The file itself holds nothing of it any more. Everything here runs inside the transactions of the project.
 */
import type { DatabaseSync } from 'node:sqlite';

/** Tables with rows that go with a run, and the column that names the run. */
const ofRun = { runs: 'id', points: 'run_id', point_summaries: 'run_id', simulations: 'run_id' } as const;
type RunTable = keyof typeof ofRun;
type Table = RunTable | 'measurements';

/** Keeps all rows of a run, and which measurements lie beside it; before it is deleted. */
export function keepRunRows(database: DatabaseSync, runId: string): void {
  for (const [table, column] of Object.entries(ofRun)) keepRows(database, table as Table, column, runId);
  database.exec('CREATE TEMP TABLE IF NOT EXISTS places_beside_deleted AS SELECT id, run_id FROM main.measurements WHERE 0');
  database.prepare('DELETE FROM temp.places_beside_deleted WHERE run_id = ?').run(runId);
  database.prepare('INSERT INTO temp.places_beside_deleted SELECT id, run_id FROM main.measurements WHERE run_id = ?').run(runId);
}

/** Puts a deleted run back with all that went with it. False when it was not deleted since the project was opened. */
export function restoreRunRows(database: DatabaseSync, runId: string): boolean {
  if (!hasKept(database, 'runs', 'id', runId)) return false;
  // Numbers may have been given anew meanwhile: a run keeps its own where it is free, points go behind all others.
  const isTaken = 'EXISTS (SELECT 1 FROM main.runs AS other WHERE other.number = deleted_runs.number)';
  insertKept(database, 'runs', `iif(${isTaken}, NULL, number)`, runId);
  const last = Number(database.prepare('SELECT coalesce(max(number), 0) AS last FROM main.points').get()?.['last']);
  insertKept(database, 'points', `number + ${last}`, runId);
  insertKept(database, 'point_summaries', `point + ${last}`, runId);
  // A record that another run has asked for since is its own.
  insertKept(database, 'simulations', 'NULL', runId, 'OR IGNORE');
  database
    .prepare(
      'UPDATE main.measurements SET run_id = ?1 WHERE run_id IS NULL AND id IN (SELECT id FROM temp.places_beside_deleted WHERE run_id = ?1)',
    )
    .run(runId);
  for (const [table, column] of Object.entries(ofRun)) forget(database, table as Table, column, runId);
  return true;
}

export function keepMeasurementRow(database: DatabaseSync, id: string): void {
  keepRows(database, 'measurements', 'id', id);
}

/** False when it was not removed since the project was opened. It lies beside its run again, where that is still there. */
export function restoreMeasurementRow(database: DatabaseSync, id: string): boolean {
  const isHere = database.prepare('SELECT 1 FROM main.measurements WHERE id = ?').get(id) !== undefined;
  if (isHere || !hasKept(database, 'measurements', 'id', id)) return false;
  const columns = columnsOf(database, 'measurements').filter((column) => !['number', 'run_id'].includes(column));
  database
    .prepare(
      `INSERT INTO main.measurements (run_id, ${columns.join(', ')})
       SELECT (SELECT id FROM main.runs WHERE id = run_id), ${columns.join(', ')} FROM temp.deleted_measurements WHERE id = ?`,
    )
    .run(id);
  forget(database, 'measurements', 'id', id);
  return true;
}

function keepRows(database: DatabaseSync, table: Table, column: string, value: string): void {
  database.exec(`CREATE TEMP TABLE IF NOT EXISTS deleted_${table} AS SELECT * FROM main.${table} WHERE 0`);
  forget(database, table, column, value);
  database.prepare(`INSERT INTO temp.deleted_${table} SELECT * FROM main.${table} WHERE ${column} = ?`).run(value);
}

function insertKept(database: DatabaseSync, table: RunTable, number: string, runId: string, conflict = ''): void {
  const key = table === 'point_summaries' ? 'point' : 'number';
  const columns = columnsOf(database, table).filter((column) => column !== key);
  database
    .prepare(
      `INSERT ${conflict} INTO main.${table} (${key}, ${columns.join(', ')})
       SELECT ${number}, ${columns.join(', ')} FROM temp.deleted_${table} WHERE ${ofRun[table]} = ? ORDER BY ${key}`,
    )
    .run(runId);
}

function forget(database: DatabaseSync, table: Table, column: string, value: string): void {
  database.prepare(`DELETE FROM temp.deleted_${table} WHERE ${column} = ?`).run(value);
}

function hasKept(database: DatabaseSync, table: Table, column: string, value: string): boolean {
  const exists = database.prepare('SELECT 1 FROM temp.sqlite_schema WHERE name = ?').get(`deleted_${table}`);
  return exists !== undefined && database.prepare(`SELECT 1 FROM temp.deleted_${table} WHERE ${column} = ?`).get(value) !== undefined;
}

function columnsOf(database: DatabaseSync, table: Table): string[] {
  return database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name));
}

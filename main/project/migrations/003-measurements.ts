import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migration.ts';

/** What tools measured on real systems, to lay beside runs. */
export const measurements: Migration = {
  version: 3,
  title: 'measurements',
  apply: createTable,
};

function createTable(database: DatabaseSync): void {
  database.exec(`
    -- run_id: the run that it is laid beside, if any; the measurement stays when the run is deleted.
    CREATE TABLE measurements (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      run_id TEXT REFERENCES runs (id) ON DELETE SET NULL,
      file_name TEXT NOT NULL,
      added_at TEXT NOT NULL,
      json TEXT NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;
    CREATE INDEX measurements_of_run ON measurements (run_id);
  `);
}

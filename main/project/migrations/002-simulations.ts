import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migration.ts';

/** Records of simulations by the key of their content, so that none is simulated twice. */
export const simulations: Migration = {
  version: 2,
  title: 'kept simulations',
  apply: createTable,
};

function createTable(database: DatabaseSync): void {
  database.exec(`
    -- run_id: the run that asked for the simulation last; the record goes with it.
    CREATE TABLE simulations (
      number INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      record BLOB NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;
    CREATE INDEX simulations_of_run ON simulations (run_id);
  `);
}

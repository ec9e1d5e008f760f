import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migration.ts';

/** The first format: facts about the file, the draft, the runs and their points. `digest`: see digest.ts. */
export const initial: Migration = {
  version: 1,
  title: 'meta, draft, runs and points',
  apply: createTables,
};

function createTables(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE meta (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    -- At most one row. The draft is kept as typed, valid or not.
    CREATE TABLE draft (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      json TEXT NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      scenario TEXT NOT NULL,
      seed INTEGER NOT NULL,
      engine_version TEXT NOT NULL,
      started_at TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
      message TEXT NOT NULL,
      complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
      digest TEXT NOT NULL
    ) STRICT;

    -- Rows have plain row ids so that each can be looked up by itself in a damaged file.
    CREATE TABLE points (
      number INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      point_id TEXT NOT NULL,
      technique TEXT NOT NULL,
      json TEXT NOT NULL,
      digest TEXT NOT NULL,
      UNIQUE (run_id, point_id)
    ) STRICT;
  `);
}

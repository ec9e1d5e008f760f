/** Connections to project files, which may come from strangers: nothing that stands in the file's schema is run on their behalf. */
import { DatabaseSync } from 'node:sqlite';

export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** How long a statement waits for another connection's transaction, ms. */
  readonly timeoutMs: number;
}

/**
 * Opens the file with the settings that SQLite advises for files of unknown origin (https://www.sqlite.org/security.html): functions and virtual tables
 * with side effects are out of reach of its views, triggers and expressions, its inner tables cannot be written, and cells are checked as pages are read.
 */
export function connect(path: string, { readOnly = false, timeoutMs }: ConnectionOptions): DatabaseSync {
  const database = new DatabaseSync(path, {
    readOnly,
    timeout: timeoutMs,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    defensive: true,
  });
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
  return database;
}

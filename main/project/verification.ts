/** Whether everything in an open project file is as it was written. */
import type { DatabaseSync } from 'node:sqlite';
import { soundDraft, soundPoint, soundRun } from './rows.ts';

/** What is wrong, in a few words, or null. Reads the whole file once. */
export function findDamage(database: DatabaseSync): string | null {
  try {
    return pageDamage(database) ?? rowDamage(database);
  } catch (error) {
    return `SQLite reports "${error instanceof Error ? error.message : String(error)}"`;
  }
}

function pageDamage(database: DatabaseSync): string | null {
  const finding = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (finding !== 'ok') return 'its pages do not fit together';
  const orphan = database.prepare('PRAGMA foreign_key_check').get();
  return orphan === undefined ? null : 'it has points of a run that is not there';
}

function rowDamage(database: DatabaseSync): string | null {
  for (const row of database.prepare('SELECT * FROM runs').iterate()) {
    if (soundRun(row) === null) return 'the record of a run was altered';
  }
  for (const row of database.prepare('SELECT * FROM points').iterate()) {
    if (soundPoint(row) === null) return 'a result was altered';
  }
  const draft = database.prepare('SELECT * FROM draft').get();
  return draft !== undefined && soundDraft(draft) === null ? 'the draft was altered' : null;
}

/** How a run ended, written into its row. */
import type { DatabaseSync } from 'node:sqlite';
import { INTERRUPTED_MESSAGE } from './project-format.ts';
import { runDigest, soundRun, type RunRow } from './rows.ts';

/** False when there is no such run, or its row is damaged: a damaged row is never given a digest that holds. */
export function endRun(database: DatabaseSync, runId: string, ending: Pick<RunRow, 'status' | 'message' | 'complete'>): boolean {
  const run = soundRun(database.prepare('SELECT * FROM runs WHERE id = ?').get(runId));
  if (run === null) return false;
  const { status, message, complete } = ending;
  database
    .prepare('UPDATE runs SET status = ?, message = ?, complete = ?, digest = ? WHERE id = ?')
    .run(status, message, complete, runDigest({ ...run, ...ending }), runId);
  return true;
}

/** For whoever holds the lock: a run that is still "running" has lost its process. */
export function markInterruptedRuns(database: DatabaseSync): void {
  const rows = database.prepare(`SELECT id FROM runs WHERE status = 'running'`).all();
  for (const { id } of rows) endRun(database, String(id), { status: 'cancelled', message: INTERRUPTED_MESSAGE, complete: 0 });
}

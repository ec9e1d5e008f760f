/** Result codes of SQLite that mean something for a project (https://www.sqlite.org/rescode.html). */

const SQLITE_BUSY = 5;
const SQLITE_READONLY_ROLLBACK = 776;

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return (codeOf(error) & 0xff) === SQLITE_BUSY;
}

/** A crash left a change half done, and this connection may not undo it. */
export function needsRollback(error: unknown): boolean {
  return codeOf(error) === SQLITE_READONLY_ROLLBACK;
}

function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
}

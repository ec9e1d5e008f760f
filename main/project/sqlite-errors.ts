/** Result codes of SQLite that mean something for a project (https://www.sqlite.org/rescode.html). */

const SQLITE_OK = 0;
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_READONLY_ROLLBACK = 776;
const SQLITE_READONLY_DBMOVED = 1032;

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return (codeOf(error) & 0xff) === SQLITE_BUSY;
}

/** A crash left a change half done, and this connection may not undo it. */
export function needsRollback(error: unknown): boolean {
  return codeOf(error) === SQLITE_READONLY_ROLLBACK;
}

/** SQLite refused without naming an error: its message is "not an error". */
export function isUnnamed(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_OK;
}

/** Why a change could not be written. */
export function writeFailureOf(error: unknown): 'full' | 'gone' | 'read-only' | 'busy' | 'device' | 'other' {
  const code = codeOf(error);
  if (code === SQLITE_READONLY_DBMOVED) return 'gone';
  switch (code & 0xff) {
    case SQLITE_BUSY:
      return 'busy';
    case SQLITE_READONLY:
      return 'read-only';
    case SQLITE_CANTOPEN:
      // The journal cannot be made beside the file.
      return 'read-only';
    case SQLITE_IOERR:
      return 'device';
    case SQLITE_FULL:
      return 'full';
    default:
      return 'other';
  }
}

function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
}

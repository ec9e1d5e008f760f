/**
 * One writer for each project file. The lock is a small SQLite file beside the project, `<project>.lock`, on which the writer holds an open
 * write transaction: the operating system lets go of it when the process ends, however it ends, so that a lock left by a crash is free at
 * once and a process id that was given to another program meanwhile does no harm. Its `user_version` is the process id, for the message.
 */
import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-errors.ts';

export type LockOutcome =
  | { readonly kind: 'held'; readonly release: () => void }
  /** Another window or process writes the project; processId is 0 when unknown. */
  | { readonly kind: 'busy'; readonly processId: number }
  /** The folder cannot be written. */
  | { readonly kind: 'unwritable' };

const ATTEMPTS = 3;

export function lockPathOf(projectPath: string): string {
  return `${projectPath}.lock`;
}

/** Takes the lock, or says at once why it cannot be had. */
export function acquireLock(projectPath: string): LockOutcome {
  const path = lockPathOf(projectPath);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const outcome = tryLock(path);
    // A holder that released between our opening and our locking removed the file: what we hold has no name any more.
    if (outcome.kind !== 'held' || existsSync(path)) return outcome;
    outcome.release();
  }
  return { kind: 'busy', processId: 0 };
}

function tryLock(path: string): LockOutcome {
  let lock: DatabaseSync;
  try {
    lock = new DatabaseSync(path, { timeout: 0 });
  } catch {
    return { kind: 'unwritable' };
  }
  try {
    // The journal in memory: nothing of the lock file is worth keeping after a crash.
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN IMMEDIATE');
    lock.exec(`PRAGMA user_version = ${process.pid}`);
    lock.exec('COMMIT');
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const busy = isBusy(error);
    const processId = busy ? holderOf(lock) : 0;
    lock.close();
    return busy ? { kind: 'busy', processId } : { kind: 'unwritable' };
  }
  return { kind: 'held', release: () => release(lock, path) };
}

function release(lock: DatabaseSync, path: string): void {
  // Removed while still held, so that nobody can take a lock that is about to lose its name. Windows removes only closed files.
  remove(path);
  lock.close();
  if (process.platform === 'win32') remove(path);
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A lock file that stays behind is free all the same.
  }
}

function holderOf(lock: DatabaseSync): number {
  try {
    const row = lock.prepare('PRAGMA user_version').get();
    return typeof row?.['user_version'] === 'number' ? row['user_version'] : 0;
  } catch {
    return 0;
  }
}

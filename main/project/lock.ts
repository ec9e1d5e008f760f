/**
 * One writer for each project file. The lock is a small SQLite file beside the project, `<project>.lock`, on which the writer holds an open
 * write transaction: the operating system lets go of it when the process ends, however it ends, so that a lock left by a crash is free at
 * once and a process id that was given to another program meanwhile does no harm. Its `user_version` is the process id, for the message, and its table
 * `holder` names the machine: a lock file of another machine counts as held even when it seems free, because locks of shared folders cannot be relied on.
 */
import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { labWords } from '../texts/words.ts';
import { connect } from './connect.ts';
import { isBusy } from './sqlite-errors.ts';

export type LockOutcome =
  | { readonly kind: 'held'; readonly release: () => void }
  /** Another window or process writes the project, or may do so. */
  | BusyLock
  /** The folder cannot be written. */
  | { readonly kind: 'unwritable' };

export interface BusyLock {
  readonly kind: 'busy';
  /** 0: unknown. */
  readonly processId: number;
  /** Name of the machine; empty: this one. */
  readonly host: string;
  readonly lockPath: string;
}

const ATTEMPTS = 3;

/** Where a project is open whose lock is held, to follow "is", with the remedy where a person knows more than the lab. */
export function openWhere({ processId, host, lockPath }: BusyLock): string {
  if (host !== '') return labWords().project.lock.onComputer(host, processId, basename(lockPath));
  if (processId === 0 || processId === process.pid) return labWords().project.lock.inWindow;
  return labWords().project.lock.inProcess(processId);
}

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
  return { kind: 'busy', processId: 0, host: '', lockPath: path };
}

function tryLock(path: string): LockOutcome {
  let lock: DatabaseSync;
  try {
    lock = connect(path, { timeoutMs: 0 });
  } catch {
    return { kind: 'unwritable' };
  }
  try {
    const holder = holderOf(lock, path);
    if (holder.host !== '') {
      lock.close();
      return holder;
    }
    // The journal in memory: nothing of the lock file is worth keeping after a crash.
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN IMMEDIATE');
    lock.exec(`PRAGMA user_version = ${process.pid}`);
    lock.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY CHECK (id = 1), host TEXT NOT NULL) STRICT');
    lock.prepare('INSERT OR REPLACE INTO holder (id, host) VALUES (1, ?)').run(hostname());
    lock.exec('COMMIT');
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const outcome = isBusy(error) ? holderOf(lock, path) : ({ kind: 'unwritable' } as const);
    lock.close();
    return outcome;
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

function holderOf(lock: DatabaseSync, lockPath: string): BusyLock {
  const processId = readValue(lock, 'PRAGMA user_version');
  const host = readValue(lock, 'SELECT host FROM holder WHERE id = 1');
  return {
    kind: 'busy',
    processId: typeof processId === 'number' ? processId : 0,
    host: typeof host === 'string' && host !== hostname() ? host : '',
    lockPath,
  };
}

/** The one value of the statement, or undefined: there is none yet, or the lock changes hands. */
function readValue(lock: DatabaseSync, statement: string): unknown {
  try {
    return Object.values(lock.prepare(statement).get() ?? {})[0];
  } catch {
    return undefined;
  }
}

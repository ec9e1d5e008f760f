/** Save as: a consistent copy through SQLite's backup interface, put in place in one step. */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { connect } from './connect.ts';
import { inTransaction, type HeldBack } from './held-back.ts';
import { KeptSimulations } from './kept-simulations.ts';
import { isUnnamed, writeFailureOf } from './sqlite-errors.ts';
import { acquireLock, openWhere } from './lock.ts';

export interface CopySource {
  readonly database: DatabaseSync;
  /** What the file has not taken, in its order: the copy gets it. */
  readonly unwritten: HeldBack;
}

/** Transactions of a project last milliseconds and leave turns of the event loop between them: far more than are met in a row. */
const BACKUP_ATTEMPTS = 100;

/** Whether a path, as a person gives it, is that of the open file, whose real path this is; the file may be gone. */
export function isSameFile(path: string, realPath: string): boolean {
  return realPathOf(path) === realPath;
}

function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** The copy is written beside its target under a temporary name, brought to the disk, then renamed: readers see the old file or the new one. */
export async function saveCopy({ database, unwritten }: CopySource, to: string, overwrite: boolean): Promise<Reply<null>> {
  const target = realPathOf(to);
  const name = basename(target);
  if (!existsSync(dirname(target))) return refuse('not-found', labWords().project.copy.noFolder(dirname(target)));
  if (existsSync(target) && !overwrite) return refuse('refused', labWords().lab.files.exists(name));

  const lock = acquireLock(target);
  if (lock.kind === 'busy') return refuse('refused', labWords().project.copy.isOpen(name, openWhere(lock)));
  if (lock.kind === 'unwritable') return unwritable(target, labWords().project.copy.folderUnwritable);
  const temporary = join(dirname(target), `.${name}.${randomUUID().slice(0, 8)}.partial`);
  try {
    await backUp(database, temporary);
    complete(temporary, unwritten);
    bringToDisk(temporary);
    renameSync(temporary, target);
    return succeed(null);
  } catch (error) {
    return unwritable(
      target,
      writeFailureOf(error) === 'full' ? labWords().project.copy.diskFull : error instanceof Error ? error.message : String(error),
    );
  } finally {
    rmSync(temporary, { force: true });
    rmSync(`${temporary}-journal`, { force: true });
    lock.release();
  }
}

/**
 * A step of the backup may meet a transaction of this very connection, which SQLite calls busy. Node retries that between steps but not at
 * the first one, where it rejects with the destination's code, that of no error (Node 24, `BackupJob::AfterThreadPoolWork`).
 */
async function backUp(database: DatabaseSync, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await backup(database, to);
      return;
    } catch (error) {
      if (attempt === BACKUP_ATTEMPTS || !isUnnamed(error)) throw error;
    }
  }
}

function complete(copy: string, unwritten: HeldBack): void {
  if (unwritten.isEmpty) return;
  const database = connect(copy, { timeoutMs: 0 });
  try {
    const file = { database, simulations: new KeptSimulations(database) };
    inTransaction(file, () => unwritten.applyTo(file));
  } finally {
    database.close();
  }
}

function bringToDisk(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function unwritable(target: string, why: string): Reply<null> {
  return refuse('failed', labWords().project.copy.unwritten(target, why));
}

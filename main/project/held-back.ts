/** Work that could not be written yet: kept in memory, in its order, until the file takes it or a copy elsewhere does. */
import type { DatabaseSync } from 'node:sqlite';
import type { RunStatus, RunSummary } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import type { KeptSimulations } from './kept-simulations.ts';

/** Where changes are made: the project's file, or a copy of it. */
export interface WritableFile {
  readonly database: DatabaseSync;
  readonly simulations: KeptSimulations;
}

/** What a change does inside a transaction. It may name a problem, which undoes it. */
export type Change = (file: WritableFile) => Reply<null> | void;

/** Makes a change wholly or not at all. Throws what SQLite throws. */
export function inTransaction(file: WritableFile, change: Change): Reply<null> | void {
  const { database } = file;
  try {
    database.exec('BEGIN IMMEDIATE');
    const problem = change(file);
    database.exec(problem === undefined ? 'COMMIT' : 'ROLLBACK');
    return problem;
  } catch (error) {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

export interface RunEnding {
  readonly status: RunStatus;
  readonly message: string;
  readonly complete: boolean;
}

/** What readers of the project see of the work before it is written. */
export type Work =
  | { readonly kind: 'draft'; readonly draft: unknown }
  | { readonly kind: 'results' }
  | { readonly kind: 'run-ending'; readonly runId: string; readonly ending: RunEnding };

interface Held {
  readonly work: Work;
  readonly change: Change;
}

export class HeldBack {
  private held: readonly Held[] = [];
  private lastProblem = '';

  get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** Why it could not be written, the last time; empty: nothing is held back. */
  get problem(): string {
    return this.lastProblem;
  }

  /** Makes the changes inside a transaction. What has become impossible, as results of a run that was deleted, is left out. */
  applyTo(file: WritableFile): void {
    for (const { change } of this.held) change(file);
  }

  /** A later draft takes the place of an earlier one. */
  hold(work: Work, change: Change, problem: string): void {
    this.lastProblem = problem;
    const earlier = work.kind === 'draft' ? this.held.filter((one) => one.work.kind !== 'draft') : this.held;
    this.held = [...earlier, { work, change }];
  }

  clear(): void {
    this.held = [];
    this.lastProblem = '';
  }

  /** The draft as it is in memory, or as it was read. */
  draftOr(read: () => unknown): unknown {
    const own = this.held.map(({ work }) => work).find((work) => work.kind === 'draft');
    return own ? own.draft : read();
  }

  /** Identities of the runs that have ended in memory: in the file they are still going on. */
  get endedRuns(): readonly string[] {
    return this.held.flatMap(({ work }) => (work.kind === 'run-ending' ? [work.runId] : []));
  }

  /** The run as it has ended in memory. */
  asEnded(run: RunSummary): RunSummary {
    const last = this.held.findLast(({ work }) => work.kind === 'run-ending' && work.runId === run.runId)?.work;
    return last?.kind === 'run-ending' ? { ...run, status: last.ending.status, message: last.ending.message } : run;
  }
}

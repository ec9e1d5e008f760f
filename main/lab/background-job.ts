/** Work of the lab that goes on while it answers: one at a time, it tells how far it has come, can be stopped, and keeps why the last one gave nothing. */
import type { Progress } from '../experiment/progress.ts';

export interface Work {
  /** Resolves with why nothing came of it, for the user; empty: something did. Rejects when it failed. */
  readonly carryOut: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<string>;
  /** In words for the user, what it means that it failed, for this reason. */
  readonly failure: (reason: string) => string;
  /** Told at most ten times a second, and when all simulations are done. */
  readonly onProgress: (progress: Progress) => void;
  readonly onEnd: () => void;
}

export interface BackgroundJob {
  /** null: nothing is going on. */
  readonly progress: Progress | null;
  /** Why nothing came of the last one, or empty. */
  readonly problem: string;
  /** Starts and returns at once. Only when nothing is going on. */
  start(work: Work): void;
  /** Ends what is going on, if anything, and waits for it. */
  stop(): Promise<void>;
}

const PROGRESS_INTERVAL_MS = 100;

export function createBackgroundJob(): BackgroundJob {
  let active: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  let progress: Progress | null = null;
  let problem = '';

  async function carryOut(work: Work, signal: AbortSignal): Promise<void> {
    let toldMs = Number.NEGATIVE_INFINITY;
    const tell = (next: Progress): void => {
      progress = next;
      if (next.done < next.total && performance.now() - toldMs < PROGRESS_INTERVAL_MS) return;
      toldMs = performance.now();
      work.onProgress(next);
    };
    try {
      problem = await work.carryOut(signal, tell);
    } catch (error) {
      problem = work.failure(error instanceof Error ? error.message : String(error));
    }
    active = null;
    progress = null;
    work.onEnd();
  }

  return {
    get progress() {
      return progress;
    },
    get problem() {
      return problem;
    },
    start(work) {
      const controller = new AbortController();
      progress = { done: 0, total: 0, secondsLeft: null };
      problem = '';
      active = { controller, ended: carryOut(work, controller.signal) };
    },
    async stop() {
      active?.controller.abort();
      await active?.ended;
    },
  };
}

/** Further simulations of points that have been run, on demand: to explain them. */
import type { Executor } from './executor/executor.ts';
import type { Progress } from './progress.ts';

export interface StudyOptions {
  readonly executor: Executor;
  /** Aborted: points that are not finished have no result. */
  readonly signal: AbortSignal;
  /** Called before the first simulation, after every one, and at the end. */
  readonly onProgress: (progress: Progress) => void;
  /** Milliseconds of a steady clock. */
  readonly clock: () => number;
}

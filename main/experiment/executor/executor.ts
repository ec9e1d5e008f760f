/** Runs simulations somewhere: in worker threads, in this thread. The numbers do not depend on where or when. */
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';

export interface Executor {
  /** Simulations that run at the same time. */
  readonly workers: number;
  /** Rejects when the signal is aborted or the worker dies; the message says why. */
  run(task: SimulationTask, signal: AbortSignal): Promise<RunRecord>;
  close(): Promise<void>;
}

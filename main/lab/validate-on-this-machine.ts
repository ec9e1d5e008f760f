/** Runs a validation on worker threads of its own: for the command line, which has no lab. */
import type { ValidationReport } from '../../shared/validation/report.ts';
import type { PlannedExperiment } from '../../shared/validation/plan.ts';
import { createPool } from '../experiment/executor/pool.ts';
import type { Progress } from '../experiment/progress.ts';
import { validate } from '../experiment/validation/validate.ts';

export { catalogue } from './catalogue.ts';
export { defaultDataFolder } from './data-folder.ts';
export { listExperimentFiles } from './experiment-files.ts';
export { keepValidation } from './kept-validation.ts';

export interface LocalValidationOptions {
  /** At least 1. Default: one for each processor. */
  readonly workers?: number | undefined;
  /** Aborted: what is done is in the report, which is not complete. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export async function validateOnThisMachine(
  planned: readonly PlannedExperiment[],
  { workers, signal, onProgress }: LocalValidationOptions,
): Promise<ValidationReport> {
  const executor = createPool(workers === undefined ? {} : { workers });
  try {
    return await validate(planned, { executor, signal, onProgress, clock: () => performance.now() });
  } finally {
    await executor.close();
  }
}

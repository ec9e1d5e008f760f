/** The validation of this application: one at a time, on the lab's workers; the last complete report is kept in the data folder by engine version. */
import { readFileSync } from 'node:fs';
import type { ValidationState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { checkExperiments } from '../../shared/validation/check.ts';
import type { PlannedExperiment } from '../../shared/validation/plan.ts';
import { labWords } from '../texts/words.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { validate } from '../experiment/validation/validate.ts';
import { createBackgroundJob } from './background-job.ts';
import { catalogue } from './catalogue.ts';
import type { LabListener } from './events.ts';
import { listExperimentFiles } from './experiment-files.ts';
import { keepValidation, readKeptValidation } from './kept-validation.ts';

export interface Validation {
  readonly running: boolean;
  state(): ValidationState;
  /** Starts and returns at once. */
  start(): Reply<Record<string, never>>;
  /** Ends the validation that is going on, if any, and waits for it; its values are not kept. */
  stop(): Promise<void>;
}

export interface ValidationOptions {
  readonly executor: Executor;
  readonly announce: LabListener;
  readonly dataFolder: string;
  /** Default: the folder of the checkout. */
  readonly experimentsFolder: URL | undefined;
}

export function createValidation({ executor, announce, dataFolder, experimentsFolder }: ValidationOptions): Validation {
  const job = createBackgroundJob();

  function start(): Reply<Record<string, never>> {
    if (job.progress) return refuse('refused', labWords().lab.validation.goingOn);
    const planned = readExperiments(experimentsFolder);
    if (!planned.ok) return planned;
    job.start({
      async carryOut(signal, onProgress) {
        const report = await validate(planned.value, { executor, signal, onProgress, clock: () => performance.now() });
        if (!report.complete) return labWords().lab.validation.cancelled;
        keepValidation(dataFolder, report);
        return '';
      },
      failure: (reason) => `The validation stopped: ${reason}. Start it again.`,
      onProgress: (progress) => announce('validation.progress', progress),
      onEnd: () => announce('validation.finished', {}),
    });
    return succeed({});
  }

  return {
    get running() {
      return job.progress !== null;
    },
    state: () => ({ progress: job.progress, last: readKeptValidation(dataFolder, ENGINE_VERSION), problem: job.problem }),
    start,
    stop: () => job.stop(),
  };
}

function readExperiments(folder: URL | undefined): Reply<readonly PlannedExperiment[]> {
  const files = listExperimentFiles(folder);
  if (files.length === 0) return refuse('unavailable', labWords().lab.validation.noExperiments);
  try {
    const { problems, planned } = checkExperiments(
      files.map((url) => JSON.parse(readFileSync(url, 'utf8')) as unknown),
      catalogue,
    );
    const [first] = problems;
    return first ? refuse('refused', labWords().lab.validation.experimentProblem(first.path, first.message)) : succeed(planned);
  } catch (error) {
    return refuse('unavailable', labWords().lab.validation.unreadable(error instanceof Error ? error.message : String(error)));
  }
}

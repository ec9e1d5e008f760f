/** The validation of this application: one at a time, on the lab's workers; the last complete report is kept in the data folder by engine version. */
import { readFileSync } from 'node:fs';
import type { ValidationState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { checkExperiments } from '../../shared/validation/check.ts';
import type { PlannedExperiment } from '../../shared/validation/plan.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { validate, type ValidationProgress } from '../experiment/validation/validate.ts';
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

/** Told at most ten times a second, and at the end. */
const PROGRESS_INTERVAL_MS = 100;

export function createValidation({ executor, announce, dataFolder, experimentsFolder }: ValidationOptions): Validation {
  let active: { readonly controller: AbortController; ended: Promise<void> } | null = null;
  let progress: ValidationProgress | null = null;
  let problem = '';

  function start(): Reply<Record<string, never>> {
    if (active) return refuse('refused', 'A validation is going on. Wait until it is done, or cancel it, then start the next one.');
    const planned = readExperiments(experimentsFolder);
    if (!planned.ok) return planned;
    const controller = new AbortController();
    progress = { done: 0, total: 0, secondsLeft: null };
    problem = '';
    active = { controller, ended: Promise.resolve() };
    active.ended = carryOut(planned.value, controller.signal).then((trouble) => {
      problem = trouble;
      active = null;
      progress = null;
      announce('validation.finished', {});
    });
    return succeed({});
  }

  /** Why there is no report, or empty. */
  async function carryOut(planned: readonly PlannedExperiment[], signal: AbortSignal): Promise<string> {
    let toldMs = Number.NEGATIVE_INFINITY;
    try {
      const report = await validate(planned, {
        executor,
        signal,
        clock: () => performance.now(),
        onProgress: (next) => {
          progress = next;
          if (next.done < next.total && performance.now() - toldMs < PROGRESS_INTERVAL_MS) return;
          toldMs = performance.now();
          announce('validation.progress', next);
        },
      });
      if (!report.complete) return 'Cancelled: the report before it is shown, if there is one.';
      keepValidation(dataFolder, report);
      return '';
    } catch (error) {
      return `The validation stopped: ${error instanceof Error ? error.message : String(error)}. Start it again.`;
    }
  }

  return {
    get running() {
      return active !== null;
    },
    state: () => ({ progress, last: readKeptValidation(dataFolder, ENGINE_VERSION), problem }),
    start,
    async stop() {
      active?.controller.abort();
      await active?.ended;
    },
  };
}

function readExperiments(folder: URL | undefined): Reply<readonly PlannedExperiment[]> {
  const files = listExperimentFiles(folder);
  if (files.length === 0) return refuse('unavailable', 'There are no experiments to validate with. Install IOVLab again to have them.');
  try {
    const { problems, planned } = checkExperiments(
      files.map((url) => JSON.parse(readFileSync(url, 'utf8')) as unknown),
      catalogue,
    );
    const [first] = problems;
    return first ? refuse('refused', `An experiment cannot be run: ${first.path}: ${first.message}`) : succeed(planned);
  } catch (error) {
    return refuse(
      'unavailable',
      `The experiments cannot be read: ${error instanceof Error ? error.message : String(error)}. Install IOVLab again to have them.`,
    );
  }
}

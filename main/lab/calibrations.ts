/** Calibrations of the scenario of a recorded run, on demand: one at a time, on the lab's workers; the last outcome is held until another project is opened. */
import type { CalibrationState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { calibrate } from '../experiment/calibration/calibrate.ts';
import { freeCosts, CalibrationError } from '../experiment/calibration/free-costs.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { createBackgroundJob } from './background-job.ts';
import { noRoomForCostModel } from '../../shared/scenario/found-costs.ts';
import { labWords } from '../texts/words.ts';
import { calibrated } from './calibrate-scenario.ts';
import type { LabListener } from './events.ts';
import type { OpenProject } from './open-project.ts';

export interface Calibrations {
  readonly running: boolean;
  state(): CalibrationState;
  /** Fits these costs to the values of the measurement that lie beside points of the run, and returns at once. */
  start(runId: string, measurementId: string, parameters: readonly string[]): Reply<Record<string, never>>;
  /** Ends the calibration that is going on, if any, and waits for it. */
  stop(): Promise<void>;
}

export function createCalibrations(open: OpenProject, executor: Executor, announce: LabListener): Calibrations {
  const job = createBackgroundJob();
  /** What is calibrated, or was last. */
  let last = { runId: '', measurementId: '' };
  let found: { readonly projectId: string; readonly outcome: NonNullable<CalibrationState['outcome']> } | null = null;

  function start(runId: string, measurementId: string, parameters: readonly string[]): Reply<Record<string, never>> {
    if (job.progress) return refuse('refused', labWords().lab.calibration.goingOn);
    const run = open.current.readRunHead(runId);
    if (!run) return refuse('not-found', labWords().lab.studies.noReadableRun(runId), 'runId');
    const measured = open.current.listMeasurements().find(({ id }) => id === measurementId)?.result;
    if (!measured) return refuse('not-found', labWords().lab.calibration.noMeasurement(measurementId), 'measurementId');
    const { scenario } = run;
    const noRoom = noRoomForCostModel(scenario);
    if (noRoom !== '') return refuse('refused', noRoom, 'runId');
    try {
      freeCosts(scenario, parameters);
    } catch (error) {
      if (error instanceof CalibrationError) return refuse('bad-input', error.message, 'parameters');
      throw error;
    }
    last = { runId, measurementId };
    found = null;
    const { projectId } = open.state();
    job.start({
      async carryOut(signal, onProgress) {
        try {
          const options = { executor, signal, onProgress, clock: () => performance.now() };
          const calibration = await calibrate({ scenario, measured, parameters }, options);
          found = {
            projectId,
            outcome: { ...last, calibration, ...calibrated(scenario, calibration, measured, new Date().toISOString()) },
          };
          return '';
        } catch (error) {
          if (signal.aborted) return 'Cancelled: the costs stay as they are.';
          if (error instanceof CalibrationError) return error.message;
          throw error;
        }
      },
      failure: (reason) => `The calibration stopped: ${reason}. Start it again.`,
      onProgress: (progress) => announce('calibration.progress', { ...last, ...progress }),
      onEnd: () => announce('calibration.finished', {}),
    });
    return succeed({});
  }

  return {
    get running() {
      return job.progress !== null;
    },
    state: () => ({
      progress: job.progress && { ...last, ...job.progress },
      outcome: found?.projectId === open.state().projectId ? found.outcome : null,
      problem: job.problem,
    }),
    start,
    stop: () => job.stop(),
  };
}

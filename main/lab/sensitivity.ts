/** Screening of points of a recorded run, on demand: one at a time, on the lab's workers; what is found is kept with the points in the project. */
import type { SensitivityState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { planRun } from '../experiment/plan.ts';
import { screenPoints } from '../experiment/sensitivity/screen-points.ts';
import { createBackgroundJob } from './background-job.ts';
import type { LabListener } from './events.ts';
import type { OpenProject } from './open-project.ts';
import { planPlaces } from './plan-places.ts';

export interface SensitivityScreening {
  readonly running: boolean;
  state(): SensitivityState;
  /** Screens the points of the run with these ids, all techniques of one setting, and returns at once. */
  start(runId: string, pointIds: readonly string[]): Reply<Record<string, never>>;
  /** Ends the screening that is going on, if any, and waits for it; nothing of it is kept. */
  stop(): Promise<void>;
}

export function createSensitivity(open: OpenProject, executor: Executor, announce: LabListener): SensitivityScreening {
  const job = createBackgroundJob();
  /** Run whose points are screened, or were last. */
  let screened = '';

  function start(runId: string, pointIds: readonly string[]): Reply<Record<string, never>> {
    if (job.progress) return refuse('refused', 'Costs are being varied already. Wait until that is done, or cancel it.');
    const result = open.current.readRun(runId);
    if (!result) return refuse('not-found', `The project has no run "${runId}" that can be read.`, 'runId');
    const refusal = refusalOf(open, result);
    if (refusal) return refusal;
    const measured = new Set(result.points.filter((point) => point.refusal === null).map(({ id }) => id));
    const planned = planRun(result.scenario).filter(({ id }) => pointIds.includes(id) && measured.has(id));
    if (planned.length === 0) return refuse('bad-input', 'None of these points has figures: choose others.', 'pointIds');
    screened = runId;
    const project = open.state().projectId;
    job.start({
      async carryOut(signal, onProgress) {
        const found = await screenPoints(planned, { executor, signal, onProgress, clock: () => performance.now() });
        if (signal.aborted) return 'Cancelled: nothing was kept.';
        if (open.state().projectId !== project) return 'Another project was opened meanwhile: nothing was kept.';
        if (found.size < planned.length) return 'A simulation failed: what it belongs to was not kept. Start it again.';
        const kept = open.current.putPoints(
          runId,
          withFound(open.current.readRun(runId)?.points ?? [], found),
          planPlaces(result.scenario),
        );
        return kept.ok ? '' : kept.message;
      },
      failure: (reason) => `The costs were not varied: ${reason}. Start it again.`,
      onProgress: (progress) => announce('sensitivity.progress', { runId, ...progress }),
      onEnd: () => announce('sensitivity.finished', { runId }),
    });
    return succeed({});
  }

  return {
    get running() {
      return job.progress !== null;
    },
    state: () => ({ progress: job.progress && { runId: screened, ...job.progress }, problem: job.problem }),
    start,
    stop: () => job.stop(),
  };
}

function refusalOf({ current }: OpenProject, { engineVersion }: RunResult): Reply<never> | null {
  if (current.readOnly) return refuse('read-only', 'The project is open read-only: save it under another name first.');
  if (engineVersion === ENGINE_VERSION) return null;
  return refuse(
    'refused',
    `The run is of engine ${engineVersion}, and this is ${ENGINE_VERSION}: run the scenario again, then vary its costs.`,
  );
}

function withFound(points: readonly PointResult[], found: Awaited<ReturnType<typeof screenPoints>>): PointResult[] {
  return points.flatMap((point) => {
    const sensitivity = found.get(point.id);
    return sensitivity ? [{ ...point, sensitivity }] : [];
  });
}

/** Studies of points of a recorded run, on demand: one at a time, on the lab's workers; what is found is kept with the points in the project. */
import type { StudyState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { foundLoads, type StudyKind } from '../../shared/result/study-kinds.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { labWords, worded } from '../texts/words.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { planRun } from '../experiment/plan.ts';
import { carryOutStudy, withFound } from '../experiment/studies.ts';
import type { RunHead } from '../project/project.ts';
import { createBackgroundJob } from './background-job.ts';
import type { LabListener } from './events.ts';
import type { OpenProject } from './open-project.ts';
import { planPlaces } from '../experiment/plan-places.ts';

export interface Studies {
  readonly running: boolean;
  state(): StudyState;
  /** Studies the points of the run with these ids, all techniques of one setting, and returns at once. */
  start(kind: StudyKind, runId: string, pointIds: readonly string[]): Reply<Record<string, never>>;
  /** Ends the study that is going on, if any, and waits for it; nothing of it is kept. */
  stop(): Promise<void>;
}

export function createStudies(open: OpenProject, executor: Executor, announce: LabListener): Studies {
  const job = createBackgroundJob();
  /** What is going on, or was last. */
  let last: { readonly kind: StudyKind; readonly runId: string } = { kind: 'costs', runId: '' };

  function start(kind: StudyKind, runId: string, pointIds: readonly string[]): Reply<Record<string, never>> {
    if (job.progress) return refuse('refused', labWords().lab.studies[last.kind].goingOn);
    const run = open.current.readRunHead(runId);
    if (!run) return refuse('not-found', labWords().lab.studies.noReadableRun(runId), 'runId');
    const refusal = refusalOf(kind, open, run);
    if (refusal) return refusal;
    const measured = new Set(
      open.current
        .readPoints(runId, pointIds)
        .filter((point) => point.refusal === null)
        .map(({ id }) => id),
    );
    const planned = planRun(run.scenario).filter(({ id }) => pointIds.includes(id) && measured.has(id));
    if (planned.length === 0) return refuse('bad-input', labWords().lab.studies.noFigures, 'pointIds');
    last = { kind, runId };
    const project = open.state().projectId;
    job.start({
      async carryOut(signal, onProgress) {
        const found = await carryOutStudy(kind, planned, { executor, signal, onProgress, clock: () => performance.now() });
        if (signal.aborted) return labWords().lab.studies.cancelled;
        if (open.state().projectId !== project) return labWords().lab.studies.otherProject;
        if (found.size < planned.length) return 'A simulation failed: what it belongs to was not kept. Start it again.';
        const studied = open.current.readPoints(runId, [...found.keys()]);
        const kept = open.current.putPoints(runId, withFound(studied, found), planPlaces(run.scenario));
        return kept.ok ? '' : kept.message;
      },
      failure: (reason) => labWords().lab.studies[kind].failed(reason),
      onProgress: (progress) => announce('study.progress', { kind, runId, ...progress }),
      onEnd: () => announce('study.finished', { kind, runId }),
    });
    return succeed({});
  }

  return {
    get running() {
      return job.progress !== null;
    },
    state: () => ({ progress: job.progress && { ...last, ...job.progress }, kind: last.kind, problem: job.problem }),
    start,
    stop: () => job.stop(),
  };
}

function refusalOf(kind: StudyKind, { current }: OpenProject, { engineVersion, scenario }: RunHead): Reply<never> | null {
  if (isMeasuring(scenario.method.kind)) return refuse('refused', labWords().lab.studies[kind].foundLoads(worded(foundLoads)));
  if (current.readOnly) return refuse('read-only', labWords().lab.readOnlyProject);
  if (engineVersion === ENGINE_VERSION) return null;
  return refuse('refused', labWords().lab.studies[kind].otherEngine(engineVersion, ENGINE_VERSION));
}

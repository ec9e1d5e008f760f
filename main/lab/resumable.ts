/** Whether a run that did not end can go on: with the engine that began it, so that all of its figures are of one kind. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { labWords } from '../texts/words.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Project } from '../project/project.ts';

export interface ResumableRun {
  readonly runId: string;
  /** As far as it had come. */
  readonly result: RunResult;
}

/** The run with the id, or the newest that is not done. */
export function findResumable(project: Project, runId?: string): Reply<ResumableRun> {
  const runs = project.listRuns();
  const summary = runId === undefined ? runs.find(canBeResumed) : runs.find((run) => run.runId === runId);
  if (!summary)
    return runId === undefined
      ? refuse('not-found', labWords().lab.resuming.none)
      : refuse('not-found', labWords().project.noRun(runId), 'runId');
  if (!canBeResumed(summary)) {
    const { isDone, goesOn } = labWords().lab.resuming;
    return refuse('refused', (summary.status === 'done' ? isDone : goesOn)(summary.startedAt), 'runId');
  }
  const result = project.readRun(summary.runId);
  if (!result) return refuse('damaged', labWords().lab.resuming.unreadable(summary.runId), 'runId');
  if (result.engineVersion !== ENGINE_VERSION)
    return refuse('refused', labWords().lab.resuming.otherEngine(result.engineVersion, ENGINE_VERSION), 'runId');
  return succeed({ runId: summary.runId, result });
}

function canBeResumed({ status }: RunSummary): boolean {
  return status === 'cancelled' || status === 'failed';
}

/** Whether a run that did not end can go on: with the engine that began it, so that all of its figures are of one kind. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { RunResult } from '../../shared/result/schema.ts';
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
      ? refuse('not-found', 'The project has no run to resume: none was cancelled, interrupted or failed.')
      : refuse('not-found', `The project has no run "${runId}". It may have been deleted.`, 'runId');
  if (!canBeResumed(summary)) {
    const why = summary.status === 'done' ? 'is done: there is nothing to resume' : 'is going on already';
    return refuse('refused', `The run of ${summary.startedAt} ${why}. To add replications or points, run the changed scenario.`, 'runId');
  }
  const result = project.readRun(summary.runId);
  if (!result) return refuse('damaged', `The record of run "${summary.runId}" cannot be read. Run its scenario again.`, 'runId');
  if (result.engineVersion !== ENGINE_VERSION)
    return refuse(
      'refused',
      `The run is of engine ${result.engineVersion}, and this is ${ENGINE_VERSION}: figures of both cannot stand in one run. Run the scenario again.`,
      'runId',
    );
  return succeed({ runId: summary.runId, result });
}

function canBeResumed({ status }: RunSummary): boolean {
  return status === 'cancelled' || status === 'failed';
}

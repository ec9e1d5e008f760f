/** Endpoints of runs. */
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import { catalogue } from '../catalogue.ts';
import type { OpenProject } from '../open-project.ts';
import { inPlanOrder } from '../plan-places.ts';
import type { Runs } from '../runs.ts';
import type { TakeTurn } from '../turns.ts';

export type RunHandlers = Pick<Handlers, 'run.start' | 'run.resume' | 'run.cancel' | 'run.get' | 'run.delete'>;

export function runHandlers(open: OpenProject, runs: Runs, takeTurn: TakeTurn): RunHandlers {
  return {
    'run.start': (input) =>
      takeTurn(() => {
        const { problems, scenario } = checkScenario(input.scenario, catalogue);
        if (scenario) return runs.start(scenario);
        const problem = problems[0];
        return refuse('bad-input', problem?.message ?? 'The scenario is not valid.', joinPath('scenario', problem?.path ?? ''));
      }),

    'run.resume': ({ runId }) => takeTurn(() => runs.resume(runId)),

    async 'run.cancel'({ runId }) {
      if (!findSummary(open, runId)) return noSuchRun(runId);
      // A run that has ended meanwhile is as the caller wants it.
      if (runs.activeRunId === runId) await runs.stop();
      return succeed({});
    },

    'run.get'({ runId }) {
      runs.write();
      return readRun(open, runId);
    },

    'run.delete': ({ runId }) =>
      takeTurn(() => {
        if (runs.activeRunId === runId) return refuse('refused', 'The run is going on. Cancel it first, then delete it.');
        const deleted = open.current.deleteRun(runId);
        if (!deleted.ok) return deleted;
        open.changed();
        return succeed({});
      }),
  };
}

/** A run with its points in the order of the plan, whatever order they were done in. */
export function readRun(open: OpenProject, runId: string): Reply<{ summary: RunSummary; result: RunResult }> {
  const summary = findSummary(open, runId);
  if (!summary) return noSuchRun(runId);
  const result = open.current.readRun(runId);
  if (!result)
    return refuse(
      'damaged',
      `The record of run "${runId}" cannot be read. Delete it and run the scenario again; other runs are not affected.`,
    );
  return succeed({ summary, result: inPlanOrder(result) });
}

function findSummary(open: OpenProject, runId: string): RunSummary | undefined {
  return open.current.listRuns().find((run) => run.runId === runId);
}

function noSuchRun(runId: string): Reply<never> {
  return refuse('not-found', `The project has no run "${runId}". It may have been deleted.`, 'runId');
}

function joinPath(head: string, tail: string): string {
  return tail === '' ? head : `${head}.${tail}`;
}

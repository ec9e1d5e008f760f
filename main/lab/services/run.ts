/** Endpoints of runs. */
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import { MOST_POINTS_OF_PAGE, pointQuerySchema } from '../../../shared/contract/point-query.ts';
import { createRunTally } from '../../../shared/result/run-tally.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { labWords } from '../../texts/words.ts';
import type { OpenProject } from '../open-project.ts';
import { inPlanOrder } from '../../experiment/plan-places.ts';
import type { StartOnQuietHost } from '../quiet-host.ts';
import type { Runs } from '../runs.ts';
import type { TakeTurn } from '../turns.ts';
import { checkedScenario } from './checked-scenario.ts';

export type RunHandlers = Pick<
  Handlers,
  | 'run.list'
  | 'run.start'
  | 'run.resume'
  | 'run.cancel'
  | 'run.get'
  | 'run.head'
  | 'run.follow'
  | 'run.points'
  | 'run.wholePoints'
  | 'run.delete'
  | 'run.restore'
>;

export function runHandlers(open: OpenProject, runs: Runs, takeTurn: TakeTurn, onQuietHost: StartOnQuietHost): RunHandlers {
  return {
    'run.list'({ query }) {
      runs.write();
      const { total, runs: found } = open.current.pageOfRuns(query);
      return succeed({ total, runs: [...found] });
    },

    'run.start': (input) =>
      takeTurn(() => {
        const scenario = checkedScenario(input.scenario);
        return scenario.ok ? onQuietHost(() => runs.start(scenario.value)) : scenario;
      }),

    'run.resume': ({ runId }) => takeTurn(() => onQuietHost(() => runs.resume(runId))),

    async 'run.cancel'({ runId }) {
      if (!open.current.findRun(runId)) return noSuchRun(runId);
      // A run that has ended meanwhile is as the caller wants it.
      if (runs.activeRunId === runId) await runs.stop();
      return succeed({});
    },

    'run.get'({ runId }) {
      runs.write();
      return readRun(open, runId);
    },

    'run.head'({ runId }) {
      runs.write();
      const summary = open.current.findRun(runId);
      if (!summary) return noSuchRun(runId);
      const head = open.current.readRunHead(runId);
      return head ? succeed({ summary, head, places: open.current.readPlaces(runId) }) : unreadable(runId);
    },

    'run.follow'({ runId }) {
      runs.write();
      const { current } = open;
      const summary = current.findRun(runId);
      if (!summary) return noSuchRun(runId);
      const head = current.readRunHead(runId);
      if (!head) return unreadable(runId);
      const { scenario } = head;
      const tally = createRunTally(scenario);
      tally.note(current.readTalliedPoints(runId));
      const offset = Math.max(0, summary.points - MOST_POINTS_OF_PAGE);
      const { points, altered } = current.listPoints(runId, pointQuerySchema.parse({ offset }));
      return altered === 0 ? succeed({ summary, scenario, techniques: tally.techniques(), points: [...points] }) : alteredPoints(altered);
    },

    async 'run.points'({ runId, query }, signal) {
      runs.write();
      if (!open.current.findRun(runId)) return noSuchRun(runId);
      // Meanwhile another project may have been opened, or this one goes on under another name.
      for (let project = null; project !== open.current;) await (project = open.current).prepareWords(runId, query, signal);
      if (signal.aborted) return refuse('cancelled', labWords().lab.cancelled);
      if (!open.current.findRun(runId)) return noSuchRun(runId);
      const { total, points, altered } = open.current.listPoints(runId, query);
      return altered === 0 ? succeed({ total, points: [...points] }) : alteredPoints(altered);
    },

    'run.wholePoints'({ runId, pointIds }) {
      runs.write();
      return open.current.findRun(runId) ? succeed({ points: open.current.readPoints(runId, pointIds) }) : noSuchRun(runId);
    },

    'run.delete': ({ runId }) =>
      takeTurn(() => {
        if (runs.activeRunId === runId) return refuse('refused', labWords().lab.runs.deleteGoingOn);
        const deleted = open.current.deleteRun(runId);
        if (!deleted.ok) return deleted;
        open.runsChanged();
        return succeed({});
      }),

    'run.restore': ({ runId }) =>
      takeTurn(() => {
        const restored = open.current.restoreRun(runId);
        if (!restored.ok) return restored;
        open.runsChanged();
        return succeed({});
      }),
  };
}

/** A whole run with its points in the order of the plan, whatever order they were done in: for files of it. */
export function readRun(open: OpenProject, runId: string): Reply<{ summary: RunSummary; result: RunResult }> {
  const summary = open.current.findRun(runId);
  if (!summary) return noSuchRun(runId);
  const result = open.current.readRun(runId);
  return result ? succeed({ summary, result: inPlanOrder(result) }) : unreadable(runId);
}

function unreadable(runId: string): Reply<never> {
  return refuse('damaged', labWords().lab.runs.unreadable(runId));
}

function alteredPoints(count: number): Reply<never> {
  return refuse('damaged', labWords().lab.runs.altered(count));
}

function noSuchRun(runId: string): Reply<never> {
  return refuse('not-found', labWords().project.noRun(runId), 'runId');
}

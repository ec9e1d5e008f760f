/** Runs of the open project: one at a time. Points are written to the project as they become known, so that nothing waits for the end. */
import { randomUUID } from 'node:crypto';
import type { RunStatus } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { runScenario, type RunProgress } from '../experiment/run.ts';
import type { LabListener } from './events.ts';
import { noteFailures } from './failures.ts';
import type { OpenProject } from './open-project.ts';

export interface Runs {
  /** Run that is going on, or null. */
  readonly activeRunId: string | null;
  /** Starts a run of a checked scenario and returns at once. */
  start(scenario: Scenario): Reply<{ runId: string }>;
  /** Ends the run that is going on, if any, and waits until its points are kept. */
  stop(): Promise<void>;
}

interface ActiveRun {
  readonly runId: string;
  readonly controller: AbortController;
  /** Resolves when the end is written to the project; never rejects. */
  ended: Promise<void>;
}

interface Ending {
  readonly status: RunStatus;
  /** Reason, when failed; for the user. */
  readonly message: string;
  readonly complete: boolean;
}

export function createRuns(open: OpenProject, executor: Executor, announce: LabListener): Runs {
  let active: ActiveRun | null = null;

  function start(scenario: Scenario): Reply<{ runId: string }> {
    if (active) return refuse('refused', 'A run is going on. Wait until it is done, or cancel it, then start the next one.');
    const runId = randomUUID();
    const started = open.current.startRun({ runId, startedAt: new Date().toISOString() }, scenario, scenario.method.seed, ENGINE_VERSION);
    if (!started.ok) return started;
    const run: ActiveRun = { runId, controller: new AbortController(), ended: Promise.resolve() };
    active = run;
    open.changed();
    run.ended = carryOut(run, scenario).then((ending) => finish(run, ending));
    return succeed({ runId });
  }

  async function carryOut({ runId, controller }: ActiveRun, scenario: Scenario): Promise<Ending> {
    const { signal } = controller;
    const failures = noteFailures(executor);
    /** Why the points could not be kept: the run has no use then. */
    let unkept = '';
    const keep = (points: RunProgress['points']): void => {
      const kept = open.current.putPoints(runId, points);
      if (kept.ok || unkept !== '') return;
      unkept = kept.message;
      controller.abort();
    };
    const onProgress = (progress: RunProgress): void => {
      keep(progress.points);
      announce('run.progress', { runId, ...progress, points: [...progress.points] });
    };
    let result: RunResult;
    try {
      result = await runScenario(scenario, { executor: failures.executor, signal, onProgress, clock: () => performance.now() });
    } catch (error) {
      return failed(`The run stopped: ${error instanceof Error ? error.message : String(error)}. The points that were done are kept.`);
    }
    keep(result.points);
    if (unkept !== '') return failed(unkept);
    if (!result.complete) return { status: 'cancelled', message: 'Cancelled. The points that were done are kept.', complete: false };
    if (failures.count > 0) return failed(failures.describe());
    return { status: 'done', message: '', complete: true };
  }

  function finish({ runId }: ActiveRun, { status, message, complete }: Ending): void {
    active = null;
    open.current.finishRun(runId, status, message, complete);
    const summary = open.current.listRuns().find((run) => run.runId === runId);
    if (summary) announce('run.finished', { summary });
    open.changed();
  }

  return {
    get activeRunId() {
      return active?.runId ?? null;
    },
    start,
    async stop() {
      active?.controller.abort();
      await active?.ended;
    },
  };
}

function failed(message: string): Ending {
  return { status: 'failed', message, complete: false };
}

/**
 * Runs of the open project: one at a time. Simulations and points are written to the project as they become known, so that nothing waits for the end, and
 * a run that did not come to its end can be resumed.
 */
import { randomUUID } from 'node:crypto';
import type { RunStatus } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { summaryOf } from '../../shared/result/point-summary.ts';
import { createRunTally, talliedPoint } from '../../shared/result/run-tally.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { labWords } from '../texts/words.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { lookUpFirst } from '../experiment/executor/looking-up.ts';
import { streamScenario, type RunProgress } from '../experiment/run.ts';
import type { LabListener } from './events.ts';
import { noteFailures } from './failures.ts';
import type { OpenProject } from './open-project.ts';
import { findResumable } from './resumable.ts';
import { createResultStore, type ResultStore } from './result-store.ts';

export interface Runs {
  /** Run that is going on, or null. */
  readonly activeRunId: string | null;
  /** Starts a run of a checked scenario and returns at once. */
  start(scenario: Scenario): Reply<{ runId: string }>;
  /** Goes on with a run that was cancelled, interrupted or failed, and returns at once: what it has simulated is not simulated again. */
  resume(runId: string): Reply<Record<string, never>>;
  /** Writes what is known of the run that is going on, if any: whoever reads it then sees what was told. */
  write(): void;
  /** Ends the run that is going on, if any, and waits until its points are kept. */
  stop(): Promise<void>;
}

interface ActiveRun {
  readonly runId: string;
  readonly controller: AbortController;
  readonly results: ResultStore;
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
    if (active) return goingOn();
    const runId = randomUUID();
    const started = open.current.startRun({ runId, startedAt: new Date().toISOString() }, scenario, scenario.method.seed, ENGINE_VERSION);
    if (!started.ok) return started;
    begin(runId, scenario, []);
    return succeed({ runId });
  }

  function resume(runId: string): Reply<Record<string, never>> {
    if (active) return goingOn();
    const found = findResumable(open.current, runId);
    if (!found.ok) return found;
    const taken = open.current.finishRun(runId, 'running', '', false);
    if (!taken.ok) return taken;
    const { scenario, points } = found.value.result;
    begin(runId, scenario, points);
    return succeed({});
  }

  /** @param known points of the run so far */
  function begin(runId: string, scenario: Scenario, known: readonly PointResult[]): void {
    const results = createResultStore({ project: () => open.current, runId, scenario, known });
    const run: ActiveRun = { runId, controller: new AbortController(), results, ended: Promise.resolve() };
    active = run;
    open.runsChanged();
    run.ended = carryOut(run, scenario, known).then((ending) => finish(run, ending));
  }

  async function carryOut({ runId, controller, results }: ActiveRun, scenario: Scenario, known: readonly PointResult[]): Promise<Ending> {
    const { signal } = controller;
    const failures = noteFailures(executor);
    const looking = lookUpFirst(failures.executor, results);
    const tally = createRunTally(scenario);
    tally.note(known.map(talliedPoint));
    const onProgress = (progress: RunProgress): void => {
      const points = results.keepPoints(progress.points);
      // More than what is under way is not kept in memory: the run can be resumed.
      if (!results.outcome.ok && unkept === '') {
        unkept = results.outcome.message;
        controller.abort();
      }
      tally.note(points.map(talliedPoint));
      announce('run.progress', { runId, ...progress, points: points.map(summaryOf), techniques: tally.techniques() });
    };
    let complete: boolean;
    let unkept = '';
    try {
      const clock = () => performance.now();
      complete = await streamScenario(scenario, { executor: looking, reused: () => looking.found, signal, onProgress, clock });
    } catch (error) {
      results.flush();
      return failed(`The run stopped: ${error instanceof Error ? error.message : String(error)}. The points that were done are kept.`);
    }
    const kept = results.flush();
    if (!kept.ok) unkept = kept.message;
    if (unkept !== '') return failed(`The run stopped: ${unkept} Then resume the run.`);
    if (!complete) return { status: 'cancelled', message: 'Cancelled. The points that were done are kept.', complete: false };
    if (failures.count > 0) return failed(failures.describe());
    return { status: 'done', message: '', complete: true };
  }

  function finish({ runId }: ActiveRun, { status, message, complete }: Ending): void {
    active = null;
    open.current.finishRun(runId, status, message, complete);
    const summary = open.current.findRun(runId);
    if (summary) announce('run.finished', { summary });
    open.runsChanged();
  }

  return {
    get activeRunId() {
      return active?.runId ?? null;
    },
    start,
    resume,
    write() {
      active?.results.flush();
    },
    async stop() {
      active?.controller.abort();
      await active?.ended;
    },
  };
}

function goingOn(): Reply<never> {
  return refuse('refused', labWords().lab.runs.goingOn);
}

function failed(message: string): Ending {
  return { status: 'failed', message, complete: false };
}

/** Writes a run of the command line into a project file, point by point as they become known, so that the app opens it with its results. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { labWords } from '../texts/words.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import type { SimulationStore } from '../experiment/executor/looking-up.ts';
import { createProject, openProject } from '../project/open-project.ts';
import { PROJECT_EXTENSION } from '../project/project-format.ts';
import type { Project } from '../project/project.ts';
import { findResumable } from './resumable.ts';
import { createResultStore } from './result-store.ts';
import type { LocalRun } from './run-on-this-machine.ts';

export interface RunRecording {
  readonly scenario: Scenario;
  /** Simulations of the project: those of all its runs are found, and new ones kept. */
  readonly simulations: SimulationStore;
  keep(points: readonly PointResult[]): Reply<null>;
  /** Writes the run's last figures and how it ended. */
  finish(run: LocalRun): Reply<null>;
  /** Why the project could not be written, or empty: everything is in it. */
  readonly unwritten: string;
  /** Writes all of it, with what the project did not take, into a new project where there is room: beside it, in the working folder, or in that of temporary files. */
  saveElsewhere(): Promise<Reply<string>>;
  /** Lets go of the project. A run that was not finished is marked as interrupted when the project is opened next. */
  close(): void;
}

/** Opens or creates the project and starts a run in it. A new project gets the scenario as its draft; the draft of an older one is left alone. */
export function startRecording(path: string, scenario: Scenario): Reply<RunRecording> {
  if (!path.endsWith(PROJECT_EXTENSION))
    return refuse('bad-input', labWords().lab.recordedRun.noProjectName(basename(path), PROJECT_EXTENSION));
  const opened = existsSync(path) ? openProject(path) : createProject(path);
  if (!opened.ok) return opened;
  const project = opened.value;
  const runId = randomUUID();
  const start = { runId, startedAt: new Date().toISOString() };
  const started = project.startRun(start, scenario, scenario.method.seed, ENGINE_VERSION);
  const ready = started.ok && project.readDraft() === null ? project.writeDraft(scenario) : started;
  if (!ready.ok) {
    project.close();
    return ready;
  }
  return succeed(recordingOf(project, runId, scenario, []));
}

/** Opens the project and takes up a run that did not come to its end: that with the id, or the newest. */
export function resumeRecording(path: string, runId?: string): Reply<RunRecording> {
  const opened = openProject(path);
  if (!opened.ok) return opened;
  const project = opened.value;
  const found = findResumable(project, runId);
  const taken = found.ok ? project.finishRun(found.value.runId, 'running', '', false) : found;
  if (!found.ok || !taken.ok) {
    project.close();
    return found.ok ? (taken as Reply<never>) : found;
  }
  const { scenario, points } = found.value.result;
  return succeed(recordingOf(project, found.value.runId, scenario, points));
}

/** @param known points of the run so far */
function recordingOf(project: Project, runId: string, scenario: Scenario, known: readonly PointResult[]): RunRecording {
  const results = createResultStore({ project: () => project, runId, scenario, known });
  return {
    scenario,
    simulations: results,
    keep(points) {
      results.keepPoints(points);
      return results.outcome;
    },
    finish({ result, failure }) {
      results.keepPoints(result.points);
      const kept = results.flush();
      if (!kept.ok) {
        project.finishRun(runId, 'failed', `${kept.message} Then resume the run.`, false);
        return kept;
      }
      if (!result.complete) return project.finishRun(runId, 'cancelled', 'Cancelled. The points that were done are kept.', false);
      return failure === null ? project.finishRun(runId, 'done', '', true) : project.finishRun(runId, 'failed', failure, false);
    },
    get unwritten() {
      return project.unwritten;
    },
    saveElsewhere: () => saveCopyOf(project),
    close() {
      results.flush();
      project.close();
    },
  };
}

async function saveCopyOf(project: Project): Promise<Reply<string>> {
  const name = `${basename(project.path, PROJECT_EXTENSION)}-saved-${randomUUID().slice(0, 8)}${PROJECT_EXTENSION}`;
  let last: Reply<string> = refuse('failed', labWords().lab.recordedRun.noFolder);
  for (const folder of [dirname(project.path), process.cwd(), tmpdir()]) {
    const path = join(folder, name);
    const saved = await project.saveAs(path, false);
    if (saved.ok) return succeed(path);
    last = saved;
  }
  return last;
}

/** Reads a run out of a project file, for reports from the command line. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { labWords } from '../texts/words.ts';
import { openProject } from '../project/open-project.ts';
import { inPlanOrder } from '../experiment/plan-places.ts';

export interface RecordedRun {
  readonly summary: RunSummary;
  readonly result: RunResult;
  /** All runs of the project, newest first. */
  readonly runs: readonly RunSummary[];
  /** Laid beside the run. */
  readonly measurements: readonly KeptMeasurement[];
}

/** The run with the id, or the newest. */
export function readRecordedRun(path: string, runId?: string): Reply<RecordedRun> {
  const opened = openProject(path);
  if (!opened.ok) return opened;
  const project = opened.value;
  try {
    const runs = project.listRuns();
    const summary = runId === undefined ? runs[0] : runs.find((run) => run.runId === runId);
    if (!summary) return runId === undefined ? refuse('not-found', labWords().lab.recordedRun.none(path)) : noSuchRun(path, runId, runs);
    const result = project.readRun(summary.runId);
    if (!result) return refuse('damaged', labWords().lab.recordedRun.unreadable(summary.runId, path));
    const measurements = project.listMeasurements().filter((measurement) => measurement.runId === summary.runId);
    return succeed({ summary, result: inPlanOrder(result), runs, measurements });
  } finally {
    project.close();
  }
}

function noSuchRun(path: string, runId: string, runs: readonly RunSummary[]): Reply<RecordedRun> {
  const texts = labWords().lab.recordedRun;
  if (runs.length === 0) return refuse('not-found', texts.noRuns(path, runId));
  const known = runs.map((run) => `\n  ${run.runId}  ${run.startedAt}  ${run.scenarioName}`).join('');
  return refuse('not-found', texts.noSuchRun(path, runId, known));
}

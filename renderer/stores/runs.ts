import { defineStore } from 'pinia';
import { computed, shallowReactive, shallowRef, type ShallowRef } from 'vue';
import type { EndpointOutput, RunStatus, RunSummary } from '../../shared/contract/endpoints.ts';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { lab } from '../bridge/lab.ts';
import { useProjectStore } from './project.ts';
import { afterFinish, afterLoading, afterProgress, afterResuming, noProgress, type RunProgress } from './run-progress.ts';

/** Runs of the open project: started, followed, cancelled, loaded. Points and results are large and therefore shallow. */
export const useRunsStore = defineStore('runs', () => {
  const project = useProjectStore();
  const progresses = shallowReactive(new Map<string, ShallowRef<RunProgress>>());
  const results = new Map<string, RunResult>();
  /** The run that was started last in this page, or null. */
  const latestRunId = shallowRef<string | null>(null);

  const runningIds = computed(() =>
    [...progresses.entries()].filter(([, progress]) => progress.value.status === 'running').map(([runId]) => runId),
  );

  function cell(runId: string): ShallowRef<RunProgress> {
    let progress = progresses.get(runId);
    if (!progress) {
      progress = shallowRef(progressOfSummary(project.runOf(runId)));
      progresses.set(runId, progress);
    }
    return progress;
  }

  /** Progress of a run; reactive. A run of an earlier session has the status of its summary and no points: `takeUp` gets them. */
  function progressOf(runId: string): RunProgress {
    return progresses.get(runId)?.value ?? progressOfSummary(project.runOf(runId));
  }

  /** Status of a run that was listed: its progress in this page is newer. */
  function statusOf({ runId, status }: RunSummary): RunStatus {
    return progresses.get(runId)?.value.status ?? status;
  }

  async function start(scenario: unknown): Promise<Reply<{ runId: string }>> {
    await project.flush();
    const reply = await lab().call('run.start', { scenario });
    if (!reply.ok) return reply;
    // The first report may have come before this reply.
    cell(reply.value.runId);
    latestRunId.value = reply.value.runId;
    return reply;
  }

  /** Goes on with a run that was cancelled, interrupted or failed. */
  async function goOn(runId: string): Promise<Reply<unknown>> {
    const progress = cell(runId);
    const reply = await lab().call('run.resume', { runId });
    if (!reply.ok) return reply;
    results.delete(runId);
    latestRunId.value = runId;
    // Its end may have come before this reply: the project then says so.
    const now = await project.listRuns({ runIds: [runId] });
    const status = now.ok ? now.value.runs[0]?.status : undefined;
    if (status === undefined || status === 'running') progress.value = afterResuming(progress.value, Date.now());
    return reply;
  }

  async function cancel(runId: string): Promise<Reply<unknown>> {
    return lab().call('run.cancel', { runId });
  }

  /** Result of a run, as far as it has come; remembered once it is final. */
  async function load(runId: string): Promise<Reply<RunResult>> {
    const known = results.get(runId);
    if (known) return succeed(known);
    const reply = await lab().call('run.get', { runId });
    if (!reply.ok) return reply;
    if (reply.value.summary.status !== 'running') results.set(runId, reply.value.result);
    return succeed(reply.value.result);
  }

  /** A run without its points, and where those lie. */
  function readHead(runId: string, signal: AbortSignal): Promise<Reply<EndpointOutput<'run.head'>>> {
    return lab().call('run.head', { runId }, signal);
  }

  /** The lab has found more about a run: it is loaded anew. */
  function forget(runId: string): void {
    results.delete(runId);
  }

  /** Asks the lab how far a run has come, and takes up its progress: the page may have been loaded after the run began. */
  async function takeUp(runId: string): Promise<Reply<EndpointOutput<'run.follow'>>> {
    const reply = await lab().call('run.follow', { runId });
    if (!reply.ok) return reply;
    const progress = cell(runId);
    progress.value = afterLoading(progress.value, reply.value);
    return reply;
  }

  /** Deletes a run of the project and forgets it here. */
  async function remove(runId: string): Promise<Reply<unknown>> {
    const reply = await project.deleteRun(runId);
    if (reply.ok) {
      results.delete(runId);
      progresses.delete(runId);
    }
    return reply;
  }

  /** Brings a deleted run back. */
  async function restore(runId: string): Promise<Reply<unknown>> {
    const reply = await lab().call('run.restore', { runId });
    if (reply.ok) await project.load();
    return reply;
  }

  function follow(): void {
    lab().listen('run.progress', (report) => {
      const progress = cell(report.runId);
      progress.value = afterProgress(progress.value, report);
    });
    lab().listen('run.finished', ({ summary }) => {
      const progress = cell(summary.runId);
      progress.value = afterFinish(progress.value, summary);
      results.delete(summary.runId);
    });
  }

  return { latestRunId, runningIds, progressOf, statusOf, start, goOn, cancel, load, readHead, forget, takeUp, remove, restore, follow };
});

function progressOfSummary(summary: RunSummary | undefined): RunProgress {
  return summary ? { ...noProgress, status: summary.status, message: summary.message } : noProgress;
}

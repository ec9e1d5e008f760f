import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { StudyState } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import type { StudyKind } from '../../shared/result/study-kinds.ts';
import { lab } from '../bridge/lab.ts';
import { useRunsStore } from './runs.ts';

/** Studies of a run's points: started, followed, cancelled. What is found comes with the run, which is then loaded anew. */
export const useStudyStore = defineStore('study', () => {
  const runs = useRunsStore();
  const state = shallowRef<StudyState | null>(null);
  /** Counts what has ended: whoever shows a run loads it again. */
  const finished = shallowRef(0);
  const progress = computed(() => state.value?.progress ?? null);

  /** Why the last study of the kind found nothing, or empty. */
  function problemOf(kind: StudyKind): string {
    return state.value?.kind === kind && !state.value.progress ? state.value.problem : '';
  }

  async function load(): Promise<Reply<unknown>> {
    const reply = await lab().call('study.state', {});
    if (reply.ok) state.value = reply.value;
    return reply;
  }

  async function start(kind: StudyKind, runId: string, pointIds: string[]): Promise<Reply<unknown>> {
    const reply = await lab().call('study.start', { kind, runId, pointIds });
    return reply.ok ? load() : reply;
  }

  async function cancel(): Promise<Reply<unknown>> {
    return lab().call('study.cancel', {});
  }

  function follow(): void {
    lab().listen('study.progress', (report) => (state.value = { progress: report, kind: report.kind, problem: '' }));
    lab().listen('study.finished', async ({ runId }) => {
      runs.forget(runId);
      await load();
      finished.value++;
    });
  }

  return { state, progress, finished, problemOf, load, start, cancel, follow };
});

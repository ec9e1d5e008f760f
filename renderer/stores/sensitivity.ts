import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { SensitivityState } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { lab } from '../bridge/lab.ts';
import { useRunsStore } from './runs.ts';

/** Varying the costs of a run's points: started, followed, cancelled. What is found comes with the run, which is then loaded anew. */
export const useSensitivityStore = defineStore('sensitivity', () => {
  const runs = useRunsStore();
  const state = shallowRef<SensitivityState | null>(null);
  /** Counts what has ended: whoever shows a run loads it again. */
  const finished = shallowRef(0);
  const progress = computed(() => state.value?.progress ?? null);
  const problem = computed(() => state.value?.problem ?? '');

  async function load(): Promise<Reply<unknown>> {
    const reply = await lab().call('sensitivity.state', {});
    if (reply.ok) state.value = reply.value;
    return reply;
  }

  async function start(runId: string, pointIds: string[]): Promise<Reply<unknown>> {
    const reply = await lab().call('sensitivity.start', { runId, pointIds });
    return reply.ok ? load() : reply;
  }

  async function cancel(): Promise<Reply<unknown>> {
    return lab().call('sensitivity.cancel', {});
  }

  function follow(): void {
    lab().listen('sensitivity.progress', (report) => (state.value = { progress: report, problem: '' }));
    lab().listen('sensitivity.finished', async ({ runId }) => {
      runs.forget(runId);
      await load();
      finished.value++;
    });
  }

  return { state, progress, problem, finished, load, start, cancel, follow };
});

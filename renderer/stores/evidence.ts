import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { EvidenceState } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { lab } from '../bridge/lab.ts';

/** Evidence archives of the lab: written, verified, followed, cancelled; what came of the last one. */
export const useEvidenceStore = defineStore('evidence', () => {
  const state = shallowRef<EvidenceState | null>(null);
  const progress = computed(() => state.value?.progress ?? null);

  async function load(): Promise<Reply<unknown>> {
    const reply = await lab().call('evidence.state', {});
    if (reply.ok) state.value = reply.value;
    return reply;
  }

  async function write(runId: string, path: string, overwrite: boolean): Promise<Reply<unknown>> {
    const reply = await lab().call('evidence.write', { runId, path, overwrite });
    return reply.ok ? load() : reply;
  }

  /** @param sample simulations that are made again; null: all */
  async function verify(path: string, sample: number | null): Promise<Reply<unknown>> {
    const reply = await lab().call('evidence.verify', { path, sample });
    return reply.ok ? load() : reply;
  }

  async function cancel(): Promise<Reply<unknown>> {
    return lab().call('evidence.cancel', {});
  }

  function follow(): void {
    lab().listen('evidence.progress', ({ kind, path, ...report }) => {
      if (state.value) state.value = { ...state.value, kind, path, progress: report };
    });
    lab().listen('evidence.finished', () => void load());
  }

  return { state, progress, load, write, verify, cancel, follow };
});

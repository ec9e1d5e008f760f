import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ValidationState } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { lab } from '../bridge/lab.ts';

/** The validation of the lab: started, followed, cancelled; its last report is large and therefore shallow. */
export const useValidationStore = defineStore('validation', () => {
  const state = shallowRef<ValidationState | null>(null);
  const progress = computed(() => state.value?.progress ?? null);
  const last = computed(() => state.value?.last ?? null);

  async function load(): Promise<Reply<unknown>> {
    const reply = await lab().call('validation.state', {});
    if (reply.ok) state.value = reply.value;
    return reply;
  }

  async function start(): Promise<Reply<unknown>> {
    const reply = await lab().call('validation.start', {});
    return reply.ok ? load() : reply;
  }

  async function cancel(): Promise<Reply<unknown>> {
    return lab().call('validation.cancel', {});
  }

  function follow(): void {
    lab().listen('validation.progress', (report) => {
      if (state.value) state.value = { ...state.value, progress: report };
    });
    lab().listen('validation.finished', () => void load());
  }

  return { state, progress, last, load, start, cancel, follow };
});

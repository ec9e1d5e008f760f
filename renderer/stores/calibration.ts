import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { CalibrationState } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { lab } from '../bridge/lab.ts';

/** The calibration of the lab: started, followed, cancelled; what the last one found. */
export const useCalibrationStore = defineStore('calibration', () => {
  const state = shallowRef<CalibrationState | null>(null);
  const progress = computed(() => state.value?.progress ?? null);
  const outcome = computed(() => state.value?.outcome ?? null);

  async function load(): Promise<Reply<unknown>> {
    const reply = await lab().call('calibration.state', {});
    if (reply.ok) state.value = reply.value;
    return reply;
  }

  async function start(runId: string, measurementId: string, parameters: readonly string[]): Promise<Reply<unknown>> {
    const reply = await lab().call('calibration.start', { runId, measurementId, parameters: [...parameters] });
    return reply.ok ? load() : reply;
  }

  async function cancel(): Promise<Reply<unknown>> {
    return lab().call('calibration.cancel', {});
  }

  function follow(): void {
    lab().listen('calibration.progress', (report) => {
      if (state.value) state.value = { ...state.value, progress: report };
    });
    lab().listen('calibration.finished', () => void load());
  }

  return { state, progress, outcome, load, start, cancel, follow };
});

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { GuestState } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import type { GuestHost, GuestMeasuring } from '../../shared/testbed/guest-measuring.ts';
import { lab } from '../bridge/lab.ts';
import { useMeasuredStore } from './measured.ts';

/** Measurements with guests on the lab's host: planned, started, followed, cancelled; what the last one found. */
export const useGuestsStore = defineStore('guests', () => {
  const measured = useMeasuredStore();
  const host = shallowRef<GuestHost | null>(null);
  const state = shallowRef<GuestState | null>(null);
  const progress = computed(() => state.value?.progress ?? null);
  /** Of the open project; null also when it was removed. */
  const found = computed(() => measured.measurements.find(({ id }) => id === state.value?.measurementId) ?? null);

  async function load(): Promise<Reply<unknown>> {
    const reply = await lab().call('guest.state', {});
    if (!reply.ok) return reply;
    // The measurement is there before it is said to be.
    if (reply.value.measurementId !== null) await measured.load();
    state.value = reply.value;
    return reply;
  }

  async function inspect(): Promise<Reply<unknown>> {
    const reply = await lab().call('guest.inspect', {});
    if (reply.ok) host.value = reply.value;
    return reply;
  }

  /** Commands, one a line. */
  async function plan(order: GuestMeasuring): Promise<Reply<{ commands: string[] }>> {
    return lab().call('guest.plan', { order });
  }

  async function start(order: GuestMeasuring, minutes: number): Promise<Reply<unknown>> {
    const reply = await lab().call('guest.start', { order, minutes });
    return reply.ok ? load() : reply;
  }

  async function cancel(): Promise<Reply<unknown>> {
    return lab().call('guest.cancel', {});
  }

  function follow(): void {
    lab().listen('guest.progress', (report) => {
      if (state.value) state.value = { ...state.value, progress: report };
    });
    lab().listen('guest.finished', () => void load());
  }

  return { host, state, progress, found, load, inspect, plan, start, cancel, follow };
});

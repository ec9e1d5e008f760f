import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { EndpointOutput } from '../../shared/contract/endpoints.ts';
import type { ChannelState } from '../bridge/channel.ts';
import { lab } from '../bridge/lab.ts';

export type LabDescription = EndpointOutput<'lab.describe'>;

/** What the lab is and offers: version, workers, profiles; and whether it can be reached. */
export const useLabStore = defineStore('lab', () => {
  const description = shallowRef<LabDescription | null>(null);
  const connectionState = ref<ChannelState>('connecting');
  /** Why the description could not be had, or empty. */
  const problem = ref('');

  const isDesktop = computed(() => description.value?.kind === 'desktop');
  const hostProfiles = computed(() => description.value?.hostProfiles ?? []);
  const nicProfiles = computed(() => description.value?.nicProfiles ?? []);
  const costModels = computed(() => description.value?.costModels ?? []);

  async function load(): Promise<void> {
    const reply = await lab().call('lab.describe', {});
    if (reply.ok) description.value = reply.value;
    problem.value = reply.ok ? '' : reply.message;
  }

  /** Follows the connection; a lab that comes back may be another one, so it is asked again. */
  function follow(): void {
    lab().onState((state) => {
      const isBack = state === 'open' && connectionState.value === 'lost';
      connectionState.value = state;
      if (isBack) void load();
    });
  }

  return { description, connectionState, problem, isDesktop, hostProfiles, nicProfiles, costModels, load, follow };
});

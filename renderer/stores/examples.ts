import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { EndpointOutput } from '../../shared/contract/endpoints.ts';
import { lab } from '../bridge/lab.ts';

export type Example = EndpointOutput<'scenario.examples'>['examples'][number];

/** The example scenarios of the application, asked for once. */
export const useExamplesStore = defineStore('examples', () => {
  const examples = shallowRef<readonly Example[]>([]);
  /** Why they cannot be had, or empty. */
  const problem = ref('');

  async function load(): Promise<void> {
    if (examples.value.length > 0) return;
    const reply = await lab().call('scenario.examples', {});
    problem.value = reply.ok ? '' : reply.message;
    if (reply.ok) examples.value = reply.value.examples;
  }

  return { examples, problem, load };
});

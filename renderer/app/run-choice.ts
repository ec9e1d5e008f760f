/** Ended runs of the project to choose one from: a page of those that words find, the newest first. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import { useProjectStore } from '../stores/project.ts';

const WORDS_PAUSE_MS = 200;

/** @param chosenId identity of the run that is chosen, or empty: it stays among those to choose from, whatever the words find. */
export function useRunChoice(chosenId: () => string) {
  const project = useProjectStore();
  const words = ref('');
  const found = shallowRef<readonly RunSummary[]>([]);
  /** How many runs the words find. */
  const total = ref(0);
  const problem = ref('');
  let going: AbortController | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    going?.abort();
    const reading = (going = new AbortController());
    const reply = await project.listRuns({ words: words.value, ended: true }, reading.signal);
    if (reading.signal.aborted) return;
    problem.value = reply.ok ? '' : reply.message;
    if (!reply.ok) return;
    found.value = reply.value.runs;
    total.value = reply.value.total;
  }
  watch(() => project.runsVersion, read, { immediate: true });
  watch(words, () => {
    clearTimeout(pause);
    pause = setTimeout(() => void read(), WORDS_PAUSE_MS);
  });
  watch(chosenId, (runId) => runId !== '' && project.know(runId), { immediate: true });
  onScopeDispose(() => {
    clearTimeout(pause);
    going?.abort();
  });

  const runs = computed(() => {
    const chosen = chosenId() === '' ? undefined : project.runOf(chosenId());
    return chosen === undefined || found.value.some(({ runId }) => runId === chosen.runId) ? found.value : [chosen, ...found.value];
  });
  return {
    words,
    runs,
    problem,
    total,
    /** Whether there are more than a choice shows: words find the others. */
    isLong: computed(() => words.value !== '' || total.value > found.value.length),
  };
}

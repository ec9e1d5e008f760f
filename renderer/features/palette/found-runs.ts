/** Runs that the words of a query may mean: the newest ones, which are ranked by any of their letters, and of all others those in which the words stand. */
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue';
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import { useProjectStore } from '../../stores/project.ts';
import { useTexts } from '../../texts/texts.ts';
import { hasWords } from '../wizard/word-search.ts';

const WORDS_PAUSE_MS = 150;

export function useFoundRuns(query: () => string): ComputedRef<readonly RunSummary[]> {
  const project = useProjectStore();
  const newest = shallowRef<readonly RunSummary[]>(project.newestRuns);
  const found = shallowRef<readonly RunSummary[]>([]);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let going: AbortController | null = null;

  async function list(words: string, signal: AbortSignal): Promise<readonly RunSummary[] | null> {
    const reply = await project.listRuns({ words }, signal);
    return reply.ok && !signal.aborted ? reply.value.runs : null;
  }
  async function find(): Promise<void> {
    going?.abort();
    const { signal } = (going = new AbortController());
    const words = wordsOfRun(query());
    found.value = words === '' || project.runCount <= newest.value.length ? [] : ((await list(words, signal)) ?? found.value);
  }
  watch(
    () => project.runsVersion,
    async () => {
      newest.value = (await list('', new AbortController().signal)) ?? newest.value;
      await find();
    },
    { immediate: true },
  );
  watch(query, () => {
    clearTimeout(pause);
    pause = setTimeout(() => void find(), WORDS_PAUSE_MS);
  });
  onScopeDispose(() => {
    clearTimeout(pause);
    going?.abort();
  });

  return computed(() => {
    const known = new Set(newest.value.map(({ runId }) => runId));
    return [...newest.value, ...found.value.filter(({ runId }) => !known.has(runId))];
  });
}

/** Without the words that the palette itself writes before the name of a run. */
function wordsOfRun(query: string): string {
  const { progress, results, compare } = useTexts().value.palette.runs;
  const own = `${progress('')} ${results('')} ${compare('')}`;
  return query
    .split(/\s+/)
    .filter((word) => word !== '' && !hasWords(own, word))
    .join(' ');
}

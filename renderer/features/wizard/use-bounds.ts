import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { EndpointOutput } from '../../../shared/contract/endpoints.ts';
import { lab } from '../../bridge/lab.ts';
import { newestQuestion } from './newest-question.ts';

export type Bounds = EndpointOutput<'scenario.bounds'>;

/** Bounds by analysis of a scenario, asked anew when it changes. Null asks nothing. */
export function useBounds(scenario: () => unknown): {
  /** The last ones that could be told; null before, and while nothing is asked. */
  readonly bounds: ShallowRef<Bounds | null>;
  /** Why the scenario as it is now has none, or empty. */
  readonly problem: ShallowRef<string>;
} {
  const bounds = shallowRef<Bounds | null>(null);
  const problem = shallowRef('');
  const questions = newestQuestion({
    ask: (asked: unknown, signal) => lab().call('scenario.bounds', { scenario: asked }, signal),
    show: (reply) => {
      if (reply.ok) bounds.value = reply.value;
      problem.value = reply.ok ? '' : reply.message;
    },
    pauseMs: 120,
    patienceMs: 600,
  });
  watch(
    scenario,
    (now) => {
      if (now !== null) return questions.put(now);
      questions.drop();
      bounds.value = null;
      problem.value = '';
    },
    { immediate: true },
  );
  onBeforeUnmount(() => questions.drop());
  return { bounds, problem };
}

import { computed, inject, onBeforeUnmount, provide, shallowReactive, watch, type ComputedRef, type InjectionKey } from 'vue';
import type { Problem } from '../../../../shared/scenario/problem.ts';
import { valueAt } from '../draft-path.ts';
import { problemsAt, problemsWithin } from '../problems.ts';
import { useScenarioDraft } from '../scenario-draft.ts';

const shownPathsKey: InjectionKey<Map<symbol, string>> = Symbol('paths of the fields on show');

/** Gathers the paths whose problems the fields below display. */
export function provideShownPaths(): ComputedRef<ReadonlySet<string>> {
  const paths = shallowReactive(new Map<symbol, string>());
  provide(shownPathsKey, paths);
  return computed(() => new Set(paths.values()));
}

/** Tells the step that the problems of a path are on show; `path.*` stands for everything within. */
export function useShownPath(path: () => string): void {
  const shown = inject(shownPathsKey, null);
  const key = Symbol('field');
  watch(path, (now) => shown?.set(key, now), { immediate: true });
  onBeforeUnmount(() => shown?.delete(key));
}

export interface DraftField {
  readonly value: ComputedRef<unknown>;
  /** What applies while the draft leaves the field out. */
  readonly fallback: ComputedRef<unknown>;
  readonly problems: ComputedRef<readonly Problem[]>;
}

/** Value and problems of a field of the draft. `whole`: the field shows the problems of everything within its path too. */
export function useDraftField(path: () => string, whole = false): DraftField {
  const scenario = useScenarioDraft();
  useShownPath(() => (whole ? `${path()}.*` : path()));
  return {
    value: computed(() => valueAt(scenario.draft, path())),
    fallback: computed(() => valueAt(scenario.effective, path())),
    problems: computed(() => (whole ? problemsWithin : problemsAt)(scenario.problems, path())),
  };
}

/** A run beside the one on show, chosen and let go while the page stays: read as that one is, no more of it than is shown. */
import { effectScope, onScopeDispose, shallowRef, watch, type EffectScope, type ShallowRef } from 'vue';
import { useRunOnShow, type RunOnShow } from './run-on-show.ts';

/** Null while `wanted` names no run. `begin` is called in the scope of the run, once it is there. */
export function useOtherRun(
  wanted: () => string | undefined,
  options: Parameters<typeof useRunOnShow>[1],
  begin: (run: RunOnShow) => void = (run) => void run.load(),
): Readonly<ShallowRef<RunOnShow | null>> {
  const other = shallowRef<RunOnShow | null>(null);
  let scope: EffectScope | undefined;

  watch(
    wanted,
    (runId) => {
      scope?.stop();
      // Detached: it ends with the choice, or with the page.
      scope = effectScope(true);
      other.value = runId === undefined ? null : (scope.run(() => useRunOnShow(runId, options)) ?? null);
      const run = other.value;
      if (run) scope.run(() => begin(run));
    },
    { immediate: true },
  );
  onScopeDispose(() => scope?.stop());
  return other;
}

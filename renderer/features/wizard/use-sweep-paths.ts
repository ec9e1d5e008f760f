import { computed, type ComputedRef } from 'vue';
import type { SelectOption } from '../../ui/index.ts';
import { valueAt } from './draft-path.ts';
import { useScenarioDraft } from './scenario-draft.ts';
import { sweepPaths } from './sweep-paths.ts';

/** The settings that a sweep of the draft can vary, costs of its cost model among them. */
export function useSweepPaths(): ComputedRef<readonly SelectOption[]> {
  const scenario = useScenarioDraft();
  const costModel = computed(() => scenario.catalogue.costModels.find(({ id }) => id === valueAt(scenario.effective, 'costModel')));
  return computed(() => sweepPaths(scenario.effective, costModel.value?.parameters ?? []));
}

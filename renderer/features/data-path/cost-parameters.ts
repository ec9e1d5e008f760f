/** The costs behind an activity as the point has them: of its cost model, measured on its host, or set in the scenario. */
import { activityCosts } from '../../../shared/catalogue/activity-costs.ts';
import type { CostModel, CostParameter, HostProfile } from '../../../shared/catalogue/profiles.ts';
import type { PointScenario } from '../../../shared/data-path/point-scenario.ts';

export interface UsedCost extends CostParameter {
  /** Where the value is not that of the cost model: who set it. */
  readonly setBy: 'host' | 'scenario' | null;
}

export interface Profiles {
  readonly costModels: readonly CostModel[];
  readonly hostProfiles: readonly HostProfile[];
}

export function usedCosts(
  spent: readonly { readonly actor: string; readonly activity: string }[],
  { scenario, choice }: PointScenario,
  { costModels, hostProfiles }: Profiles,
): readonly UsedCost[] {
  const names = new Set(spent.flatMap(({ actor, activity }) => activityCosts(actor, activity, scenario, choice)));
  const parameters = costModels.find(({ id }) => id === scenario.costModel)?.parameters ?? [];
  const measured = hostProfiles.find(({ id }) => id === scenario.host.profile)?.measured ?? [];
  return [...names].flatMap((name): UsedCost[] => {
    const parameter = parameters.find((one) => one.name === name);
    if (!parameter) return [];
    const own = scenario.costs[name];
    const ofHost = measured.find((one) => one.name === name);
    if (own !== undefined) return [{ ...parameter, value: own, setBy: 'scenario' }];
    return ofHost
      ? [{ ...parameter, value: ofHost.value, source: ofHost.source, provenance: ofHost.provenance, setBy: 'host' }]
      : [{ ...parameter, setBy: null }];
  });
}

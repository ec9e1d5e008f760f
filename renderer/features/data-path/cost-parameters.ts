/** The costs behind an activity as the point has them: of its cost model, measured on its host, or set in the scenario. */
import { activityCosts } from '../../../shared/catalogue/activity-costs.ts';
import type { CostParameter, ValueSource } from '../../../shared/catalogue/profiles.ts';
import type { PointScenario } from '../../../shared/data-path/point-scenario.ts';
import { costSource } from '../../../shared/scenario/cost-sources.ts';
import { withOwnProfiles } from '../../../shared/scenario/own-profiles.ts';
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';

export interface UsedCost extends CostParameter {
  /** Where the value is not that of the cost model: who set it. */
  readonly setBy: 'host' | 'scenario' | null;
}

export function usedCosts(
  spent: readonly { readonly actor: string; readonly activity: string }[],
  { scenario, choice }: PointScenario,
  catalogue: Catalogue,
): readonly UsedCost[] {
  const { costModels, hostProfiles } = withOwnProfiles(catalogue, scenario.profiles);
  const names = new Set(spent.flatMap(({ actor, activity }) => activityCosts(actor, activity, scenario, choice)));
  const parameters = costModels.find(({ id }) => id === scenario.costModel)?.parameters ?? [];
  const measured = hostProfiles.find(({ id }) => id === scenario.host.profile)?.measured ?? [];
  return [...names].flatMap((name): UsedCost[] => {
    const parameter = parameters.find((one) => one.name === name);
    if (!parameter) return [];
    const own = scenario.costs[name];
    const ofHost = measured.find((one) => one.name === name);
    if (own !== undefined) return [{ ...parameter, ...ownSource(parameter, costSource(scenario, name)), value: own, setBy: 'scenario' }];
    return ofHost
      ? [{ ...parameter, value: ofHost.value, source: ofHost.source, provenance: ofHost.provenance, setBy: 'host' }]
      : [{ ...parameter, setBy: null }];
  });
}

/** Nothing is known of a value that was set without a word: its source is empty, and the provenance is that of the model. */
function ownSource(
  { provenance, low, high }: CostParameter,
  own: ValueSource | undefined,
): Pick<CostParameter, 'source' | 'provenance' | 'low' | 'high'> {
  return { source: own?.source ?? '', provenance: own?.provenance ?? provenance, low: own?.low ?? low, high: own?.high ?? high };
}

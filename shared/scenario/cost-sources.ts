/** Where the costs come from that a scenario has in place of its cost model's. */
import type { ValueSource } from '../catalogue/profiles.ts';
import { ownProfile } from './own-profiles.ts';
import type { Scenario } from './schema.ts';

/** Path of a cost, as `sources` and axes of a sweep name it. Its name has dots of its own. */
export function costPath(name: string): string {
  return `costs.${name}`;
}

/** Undefined: the cost is the model's, or was set by hand without a word. */
export function costSource({ costs, sources }: Pick<Scenario, 'costs' | 'sources'>, name: string): ValueSource | undefined {
  return Object.hasOwn(costs, name) ? sources?.[costPath(name)] : undefined;
}

/**
 * Costs in place of those of the catalogue's cost model, by a cost model of the person's own or by the scenario, with where each comes from; undefined: set
 * by hand without a word.
 */
export function replacedCosts(
  scenario: Pick<Scenario, 'costModel' | 'profiles' | 'costs' | 'sources'>,
): ReadonlyMap<string, ValueSource | undefined> {
  const changed = ownProfile(scenario.profiles, 'costs', scenario.costModel)?.changes ?? {};
  const own = Object.keys(scenario.costs).map((name) => [name, costSource(scenario, name)] as const);
  return new Map<string, ValueSource | undefined>([...Object.entries(changed), ...own]);
}

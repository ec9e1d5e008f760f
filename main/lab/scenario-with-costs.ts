/** A scenario with costs that were found elsewhere, and says so. */
import type { Scenario } from '../../shared/scenario/schema.ts';

/** As much as a description holds. */
const MOST_CHARACTERS = 4000;

/** @param note where the costs come from: it is added to the description. */
export function withCosts(scenario: Scenario, costs: Readonly<Record<string, number>>, note: string): Scenario {
  return {
    ...scenario,
    costs: { ...scenario.costs, ...costs },
    description: [scenario.description, note].filter(Boolean).join('\n\n').slice(0, MOST_CHARACTERS),
  };
}

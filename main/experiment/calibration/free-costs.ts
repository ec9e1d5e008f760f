/** Costs that a fit may change, and places in their ranges. */
import { MOST_FITTED_COSTS } from '../../../shared/calibration/schema.ts';
import type { CostParameter } from '../../../shared/catalogue/profiles.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { suggest } from '../../../shared/scenario/suggestion.ts';
import { costModelOf } from '../../engine/costs/scenario-profiles.ts';

export class CalibrationError extends Error {}

/** A cost whose range is scaled to 0 to 1, by its logarithm where it cannot be 0. */
export interface FreeCost {
  readonly parameter: CostParameter;
  readonly low: number;
  readonly high: number;
  readonly before: number;
}

/** Derivatives over this share of a range: far above what single events make of a simulation, and small beside what is asked. */
export const STEP = 0.04;
/** A cost without a range may be so many times less or more. */
const WITHOUT_RANGE = 3;

/** The costs of these names, one to six. Throws CalibrationError with the remedy. */
export function freeCosts(scenario: Scenario, names: readonly string[]): FreeCost[] {
  const { costModel, costs } = scenario;
  const all = costModelOf(scenario)?.parameters ?? [];
  if (names.length === 0) throw new CalibrationError('Name the costs that are to be fitted, one to six of them.');
  if (names.length > MOST_FITTED_COSTS) throw new CalibrationError(`At most ${MOST_FITTED_COSTS} costs are fitted at once: name fewer.`);
  return [...new Set(names)].map((name) => {
    const parameter = all.find((one) => one.name === name);
    if (!parameter)
      throw new CalibrationError(
        `The cost model ${costModel} has no cost "${name}".${suggest(
          name,
          all.map((one) => one.name),
        )} \`lab profiles\` lists them.`,
      );
    const before = costs[name] ?? parameter.value;
    const hasRange = parameter.low < parameter.high;
    const [low, high] = hasRange ? [parameter.low, parameter.high] : [before / WITHOUT_RANGE, before * WITHOUT_RANGE];
    if (!(low < high)) throw new CalibrationError(`The cost "${name}" is 0 and has no range: set it in the scenario first.`);
    return { parameter, before: Math.min(high, Math.max(low, before)), low, high };
  });
}

/** Where it stands before the fit, from 0 to 1. */
export const scaledValue = ({ before, low, high }: FreeCost): number =>
  low > 0 ? Math.log(before / low) / Math.log(high / low) : (before - low) / (high - low);

export function costAt({ low, high }: FreeCost, scaled: number): number {
  return low > 0 ? low * (high / low) ** scaled : low + (high - low) * scaled;
}

export function costsAt(free: readonly FreeCost[], scaled: readonly number[]): Record<string, number> {
  return Object.fromEntries(free.map((cost, index) => [cost.parameter.name, costAt(cost, scaled[index] ?? 0)]));
}

/** The places before and behind one, from which the derivative by a cost is taken; at a bound, to the side that is left. */
export function placesAround(
  scaled: readonly number[],
  place: number,
): { readonly low: number[]; readonly high: number[]; readonly width: number } {
  const value = scaled[place] ?? 0;
  const [from, to] = [Math.max(0, value - STEP), Math.min(1, value + STEP)];
  const at = (changed: number): number[] => scaled.map((one, index) => (index === place ? changed : one));
  return { low: at(from), high: at(to), width: to - from };
}

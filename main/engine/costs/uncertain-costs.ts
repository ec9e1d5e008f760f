/** Which costs of a scenario are uncertain, and in what range: by their provenance, for draws and for screening. */
import type { CostParameter, Provenance, ValueSource } from '../../../shared/catalogue/profiles.ts';
import { costSource } from '../../../shared/scenario/cost-sources.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { costModelOf, hostProfileOf } from './scenario-profiles.ts';

export interface UncertainCost {
  readonly name: string;
  readonly unit: CostParameter['unit'];
  readonly provenance: Provenance;
  /** In the unit of the parameter; low <= value <= high, low < high. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Counts and bytes take whole numbers only. */
  readonly whole: boolean;
}

/**
 * How far a measured value may be off, as a share of it. The range in a row of a cost model says what other machines gave as well, which is not
 * how uncertain the number is on its own machine.
 */
const MEASURED_WITHIN: Readonly<Partial<Record<Provenance, number>>> = { published: 0.1, measured: 0.1, 'data-sheet': 0.1, secondary: 0.2 };
/** Abilities of a machine: there or not, with nothing between. */
const SWITCHES: ReadonlySet<string> = new Set(['vm.postingAvailable']);

/**
 * In the order of the cost model. Left out are costs that the scenario sets by hand without a range in its `sources`, which are a person's decision, and
 * those without a range. A count that is published is a limit set by design, and no cost.
 */
export function uncertainCosts(
  scenario: Pick<Scenario, 'costModel' | 'costs' | 'sources' | 'host' | 'profiles'>,
): readonly UncertainCost[] {
  const { costs } = scenario;
  const measured = new Map(hostProfileOf(scenario)?.measured.map((cost) => [cost.name, cost]));
  return (costModelOf(scenario)?.parameters ?? []).flatMap((parameter) => {
    const { name, unit } = parameter;
    if (SWITCHES.has(name)) return [];
    const whole = unit === 'count' || unit === 'bytes';
    const byHand = costs[name];
    if (byHand !== undefined) return ownRange(parameter, byHand, costSource(scenario, name), whole);
    const own = measured.get(name);
    // What was measured on the very host has no range of its own.
    const { value, provenance, low, high } = own ? { ...own, low: 0, high: Number.POSITIVE_INFINITY } : parameter;
    if (whole && provenance === 'published') return [];
    const within = MEASURED_WITHIN[provenance] ?? Number.POSITIVE_INFINITY;
    const cost = {
      name,
      unit,
      provenance,
      value,
      low: Math.max(low, within === Number.POSITIVE_INFINITY ? low : value * (1 - within)),
      high: Math.min(high, within === Number.POSITIVE_INFINITY ? high : value * (1 + within)),
      whole,
    };
    return cost.low < cost.high && Number.isFinite(cost.high) ? [cost] : [];
  });
}

/** What a person has found, within the range that the person states. */
function ownRange({ name, unit }: CostParameter, value: number, source: ValueSource | undefined, whole: boolean): UncertainCost[] {
  if (source?.low === undefined || source.high === undefined) return [];
  const [low, high] = [Math.min(source.low, value), Math.max(source.high, value)];
  return low < high ? [{ name, unit, provenance: source.provenance, value, low, high, whole }] : [];
}

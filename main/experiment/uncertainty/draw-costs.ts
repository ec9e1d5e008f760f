/** Draws of the uncertain costs: a Latin hypercube of triangular distributions. */
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { uncertainCosts, type UncertainCost } from '../../engine/costs/uncertain-costs.ts';
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import { shuffled } from '../../engine/kernel/shuffled.ts';

/** Costs by name, in the unit of each parameter: a draw takes the place of a scenario's `costs`. */
export type DrawnCosts = Readonly<Record<string, number>>;

/**
 * As many draws as `method.costDraws`, the same for every technique. Each cost falls once into each of so many equally likely parts of its
 * distribution (McKay, Beckman, Conover, Technometrics 21(2), 1979), in an order of its own that follows from the seed and its name alone: a further
 * parameter changes no other's.
 */
export function drawCosts(scenario: Scenario): readonly DrawnCosts[] {
  const { costDraws, seed } = scenario.method;
  const columns = uncertainCosts(scenario).map((cost) => ({ name: cost.name, values: drawsOf(cost, costDraws, seed) }));
  return Array.from({ length: costDraws }, (_, draw) => ({
    ...scenario.costs,
    ...Object.fromEntries(columns.map(({ name, values }) => [name, values[draw] ?? 0])),
  }));
}

function drawsOf(cost: UncertainCost, count: number, seed: number): number[] {
  const stream = new RandomStream(seed, 0, `uncertainty of ${cost.name}`);
  return shuffled(count, stream).map((part) => {
    const value = triangular(cost, (part + stream.uniform()) / count);
    return cost.whole ? Math.round(value) : value;
  });
}

/** Quantile of the triangular distribution on low to high whose most likely value is `value`. */
export function triangular({ low, value, high }: Pick<UncertainCost, 'low' | 'value' | 'high'>, probability: number): number {
  const range = high - low;
  const left = (value - low) / range;
  return probability < left
    ? low + Math.sqrt(probability * range * (value - low))
    : high - Math.sqrt((1 - probability) * range * (high - value));
}

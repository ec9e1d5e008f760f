/** Costs that a calibration may fit, with what speaks for each. Pure. */
import type { Provenance } from '../../../shared/catalogue/profiles.ts';
import { pointScenario } from '../../../shared/data-path/point-scenario.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { usedCosts, type UsedCost } from '../data-path/cost-parameters.ts';
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';

export interface CostChoice extends UsedCost {
  /** Largest relative change of a figure over the range of the cost, where the costs were varied; else null. */
  readonly effect: number | null;
  /** Share of the cycles of a packet that goes to activities with this cost, at most, of all techniques. */
  readonly share: number;
}

/** How little is known of a cost: what is little known is fitted first. */
const DOUBT: Readonly<Record<Provenance, number>> = {
  assumed: 5,
  unverified: 4,
  derived: 3,
  secondary: 2,
  published: 1,
  'data-sheet': 1,
  measured: 0,
};

/**
 * Costs of the techniques of these points that have a range: by their effect where it is known, then by doubt and share.
 * A cost that a technique does not use, or that cannot be other than it is, is left out.
 */
export function costChoices(points: readonly PointResult[], scenario: Scenario, profiles: Catalogue): readonly CostChoice[] {
  const choices = new Map<string, CostChoice>();
  for (const point of points) {
    const at = pointScenario(scenario, point);
    if (!at || point.refusal !== null) continue;
    for (const spent of point.cycles.filter(({ cyclesPerPacket }) => cyclesPerPacket > 0))
      for (const cost of usedCosts([spent], at, profiles)) {
        if (!(cost.low < cost.high)) continue;
        const before = choices.get(cost.name);
        const effect = point.sensitivity?.costs.find(({ name }) => name === cost.name)?.largest ?? null;
        choices.set(cost.name, {
          ...cost,
          effect: effect === null ? (before?.effect ?? null) : Math.max(effect, before?.effect ?? 0),
          share: Math.max(spent.share, before?.share ?? 0),
        });
      }
  }
  return [...choices.values()].toSorted(
    (one, other) => (other.effect ?? 0) - (one.effect ?? 0) || DOUBT[other.provenance] - DOUBT[one.provenance] || other.share - one.share,
  );
}

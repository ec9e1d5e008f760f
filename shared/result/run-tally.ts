/** How far each technique of a run has come, in simulations: counted as points come, so that nobody needs all of them at once. */
import { z } from 'zod';
import { isMeasuring } from '../scenario/method-goals.ts';
import type { Scenario } from '../scenario/schema.ts';
import { fewestReplications } from '../scenario/stopping.ts';
import { pointsOfTechniques } from '../scenario/sweep-settings.ts';
import type { PointSummary } from './point-summary.ts';

export const techniqueTallySchema = z.strictObject({
  /** Label of the technique. */
  technique: z.string(),
  /** Simulations done, and known to be wanted. */
  done: z.int(),
  total: z.int(),
  /** Why the technique cannot be used in the scenario, or null. */
  refusal: z.string().nullable(),
});
export type TechniqueTally = z.infer<typeof techniqueTallySchema>;

/** What a tally needs of a point. */
export interface TalliedPoint {
  readonly id: string;
  readonly technique: string;
  /** Simulations of it that are done. */
  readonly simulations: number;
  readonly refusal: string | null;
}

export interface RunTally {
  /** Points that are new or better known. */
  note(points: Iterable<TalliedPoint>): void;
  /** In the order of the scenario. */
  techniques(): TechniqueTally[];
}

export function createRunTally(scenario: Scenario): RunTally {
  const each = simulationsOfPoint(scenario);
  const planned = pointsOfTechniques(scenario);
  const known = new Map<string, number>();
  const tallies = new Map<string, TechniqueTally>(
    scenario.techniques.map(({ name, label = name }, index) => [
      label,
      { technique: label, done: 0, total: (planned[index] ?? 0) * each, refusal: null },
    ]),
  );
  /** Beyond those planned: a stopping rule has added them. */
  const added = (simulations: number): number => Math.max(0, simulations - each);
  return {
    note(points) {
      for (const { id, technique, simulations, refusal } of points) {
        const tally = tallies.get(technique);
        if (!tally) continue;
        const before = known.get(id) ?? 0;
        known.set(id, simulations);
        tally.done += simulations - before;
        tally.total += added(simulations) - added(before);
        tally.refusal ??= refusal;
      }
    },
    techniques: () => [...tallies.values()].map((tally) => ({ ...tally })),
  };
}

export function talliedPoint(point: Pick<PointSummary, 'id' | 'technique' | 'refusal' | SimulatedParts>): TalliedPoint {
  return { id: point.id, technique: point.technique, simulations: simulationsDone(point), refusal: point.refusal };
}

type SimulatedParts = 'replications' | 'metrics' | 'measurement';

/** Simulations of a point that are known to be done. */
function simulationsDone({ replications, metrics, measurement }: Pick<PointSummary, SimulatedParts>): number {
  return (measurement ? 1 : 0) + replications + (metrics['deliveredPps']?.uncertainty?.draws ?? 0);
}

/**
 * Simulations that each point takes: replications, and one for each draw of the costs. With a stopping rule at least so many. The trials of a benchmark
 * method count as one.
 */
export function simulationsOfPoint(scenario: Scenario): number {
  return fewestReplications(scenario) + scenario.method.costDraws + (isMeasuring(scenario.method.kind) ? 1 : 0);
}

/** Points that a run of the scenario has when it is done: settings of the sweep that its constraints leave x techniques. */
export function plannedPoints(scenario: Scenario): number {
  return pointsOfTechniques(scenario).reduce((sum, points) => sum + points, 0);
}

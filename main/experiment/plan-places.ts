/** Places of points in the plan of their run: points are written as they are done, in whatever order that is. */
import type { RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { planRun } from './plan.ts';

/** From a point's identity to its place, from 0; what is not planned comes last. */
export function planPlaces(scenario: Scenario): (pointId: string) => number {
  const places = new Map(planRun(scenario).map(({ id }, index) => [id, index]));
  return (pointId) => places.get(pointId) ?? places.size;
}

/** The result with its points in the order of the plan. */
export function inPlanOrder(result: RunResult): RunResult {
  const placeOf = planPlaces(result.scenario);
  return { ...result, points: result.points.toSorted((one, other) => placeOf(one.id) - placeOf(other.id)) };
}

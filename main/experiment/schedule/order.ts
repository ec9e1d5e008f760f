/** The order in which the points of a run are simulated. Results do not depend on it. */
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { shuffled } from '../../engine/kernel/shuffled.ts';
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import type { PlannedPoint } from '../plan.ts';
import { estimatedEvents } from './estimated-events.ts';

/**
 * - `planned`: as planned, settings in their order and within each the techniques.
 * - `longest-first`: by estimated events, so that no long simulation is left for the end, when other workers have nothing to do (R. L. Graham, SIAM J.
 *   Appl. Math. 17(2), 1969: at most a third longer than the best order).
 * - `shuffled`: at random, by the seed: whatever changes on the machine meanwhile then falls on no setting in particular.
 */
export function inOrder(
  points: readonly PlannedPoint[],
  { order, seed }: Pick<Scenario['method'], 'order' | 'seed'>,
): readonly PlannedPoint[] {
  switch (order) {
    case 'planned':
      return points;
    case 'longest-first':
      return points
        .map((point) => ({ point, events: estimatedEvents(point) }))
        .toSorted((one, other) => other.events - one.events)
        .map(({ point }) => point);
    case 'shuffled':
      return shuffled(points.length, new RandomStream(seed, 0, 'order of the points')).flatMap((index) => points[index] ?? []);
  }
}

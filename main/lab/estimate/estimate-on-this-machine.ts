/** How long a run will take here: for the command line, which has no lab. */
import type { RunEstimate } from '../../../shared/contract/endpoints.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { createPool } from '../../experiment/executor/pool.ts';
import { planRun } from '../../experiment/plan.ts';
import { estimatedEvents } from '../../experiment/schedule/estimated-events.ts';
import { createEstimator } from './estimate.ts';
import { createSpeed } from './speed.ts';

/** Events of a run that takes some ten seconds on a processor: to measure how long would take longer for shorter ones. */
const MANY_EVENTS = 3e7;

/** Takes a second or two: pilot simulations are run. Null when one of them fails. */
export async function estimateOnThisMachine(scenario: Scenario, workers?: number): Promise<RunEstimate | null> {
  const speed = createSpeed();
  const executor = createPool({ ...(workers === undefined ? {} : { workers }), onSimulated: speed.note });
  try {
    return await createEstimator({ executor, speed, isBusy: () => false }).estimate(scenario);
  } finally {
    await executor.close();
  }
}

/** Whether a run is so long that a person wants to know before it begins: from counts alone, at once. */
export function isLongRun(scenario: Scenario): boolean {
  const { replications, costDraws } = scenario.method;
  return planRun(scenario).reduce((sum, point) => sum + estimatedEvents(point), 0) * (replications + costDraws) > MANY_EVENTS;
}

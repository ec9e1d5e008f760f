/** Pilot simulations: a moment of a point, to see how many events and frames a technique makes of the scenario. */
import type { SimulationTask } from '../../engine/run-record.ts';
import type { PlannedPoint } from '../../experiment/plan.ts';
import { offeredFramesPerMs } from '../../experiment/offered-frames.ts';

/** Frames of a pilot: enough for a mean, few enough to take some hundredths of a second. */
const PILOT_FRAMES = 1000;
/** Bounds of its simulated time, ms. */
const SHORTEST_MS = 0.1;
const LONGEST_MS = 20;
/** Where only closed loops send, ms. */
const CLOSED_LOOP_MS = 1;

/** The point's scenario, shortened: `scenario.method.durationMs` is the time that it simulates. */
export function pilotOf({ scenario, choice }: PlannedPoint): SimulationTask {
  const offered = offeredFramesPerMs(scenario);
  const wantedMs = offered > 0 ? PILOT_FRAMES / offered : CLOSED_LOOP_MS;
  const durationMs = Math.min(Math.max(wantedMs, SHORTEST_MS), LONGEST_MS, scenario.method.durationMs);
  return { scenario: { ...scenario, method: { ...scenario.method, durationMs, warmup: 0 } }, technique: choice, replication: 0 };
}

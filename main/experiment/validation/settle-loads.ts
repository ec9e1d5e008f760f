/** Loads that are a share of what a simulation delivers are known only when it has been run: `10 % of the switch's own throughput`. */
import type { PlannedPoint, PlannedSimulation } from '../../../shared/validation/plan.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import type { Simulated } from './compare.ts';

/**
 * What is simulated first for a point: where its load is a share, the load of which it is one. Rare events come as they come there: once in each
 * replication they would take more from what is delivered than in a long run.
 */
export function firstSimulation({ simulation, loadShare }: PlannedPoint): PlannedSimulation {
  if (loadShare === null) return simulation;
  const { scenario, choice } = simulation;
  return { scenario: { ...scenario, method: { ...scenario.method, rareEvents: 'as-they-come' } }, choice };
}

/** The simulation of a point with its load, when the first has been run; if that failed, the first itself, with its reason. */
export function settledSimulation(point: PlannedPoint, simulated: Simulated): PlannedSimulation {
  const first = firstSimulation(point);
  if (point.loadShare === null) return first;
  const capacity = simulated(first);
  return 'reason' in capacity ? first : withLoad(point.simulation, point.loadShare * deliveredShare(capacity.records));
}

function deliveredShare(records: readonly RunRecord[]): number {
  const vms = records.flatMap((record) => record.vms);
  const offered = vms.reduce((sum, { offeredFrames }) => sum + offeredFrames, 0);
  return offered === 0 ? 0 : vms.reduce((sum, { deliveredFrames }) => sum + deliveredFrames, 0) / offered;
}

/** Every load of the scenario times the factor. */
function withLoad({ scenario, choice }: PlannedSimulation, factor: number): PlannedSimulation {
  const flows = scenario.flows.map((flow) => {
    const { traffic } = flow;
    return 'load' in traffic ? { ...flow, traffic: { ...traffic, load: traffic.load * factor } } : flow;
  });
  return { scenario: { ...scenario, flows }, choice };
}

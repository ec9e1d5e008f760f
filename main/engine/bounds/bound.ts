/** The analytic bound of a point: what it can deliver at most and by what, and its least latency. Pure and quick: nothing is simulated under load. */
import type { BoundRecord, SimulationTask } from '../run-record.ts';
import { mostFrames, type Rates } from './most-frames.ts';
import { traceDemands, type Demands } from './trace-demands.ts';

/** What is tried to see which resource sets the bound: 10 % less time for everything, as in the bottleneck analysis of runs. */
const FASTER = 1 / 0.9;
/** Resources this busy at the bound may set it; the rest is rounding. */
const SATURATED = 1 - 1e-6;
/** Classes beyond which the programme takes seconds, and no bound is given. */
const MOST_CLASSES = 600;

/** Null where demands cannot be told (`traceDemands`), and for hosts with more than some hundred VMs. */
export function boundOf(task: SimulationTask): BoundRecord | null {
  const demands = traceDemands(task);
  if (!demands || demands.classes.length > MOST_CLASSES) return null;
  const rates = mostFrames(demands);
  const busy = demands.resources.map((_, resource) => utilizationOf(demands, rates, resource));
  const levers = [...new Set(demands.resources.map(({ lever }) => lever))].map((lever) => {
    const own = demands.resources.flatMap((resource, number) =>
      resource.lever === lever ? [{ ...resource, utilization: busy[number] }] : [],
    );
    return { lever, title: own[0].title, own, utilization: Math.max(...own.map(({ utilization }) => utilization)) };
  });
  const limits = levers
    .filter(({ utilization }) => utilization >= SATURATED)
    .map(({ lever, title, own }) => ({
      lever,
      title,
      resources: own.filter(({ utilization }) => utilization >= SATURATED).map(({ name }) => name),
      gainPercent: gainOf(demands, rates, lever),
    }))
    .filter(({ gainPercent }) => gainPercent > 0)
    .sort((one, other) => other.gainPercent - one.gainPercent);
  const latencySum = demands.classes.reduce((sum, { latencyNs }, number) => sum + latencyNs * rates.byClass[number], 0);
  return {
    deliveredPps: rates.totalPps,
    limits,
    latencyNs: rates.totalPps > 0 ? latencySum / rates.totalPps : 0,
    utilizations: levers
      .map(({ lever, title, utilization }) => ({ lever, title, utilization }))
      .sort((one, other) => other.utilization - one.utilization),
  };
}

function utilizationOf({ classes }: Demands, { byClass }: Rates, resource: number): number {
  const busy = classes.reduce((sum, { demandsNs }, number) => sum + demandsNs[resource] * byClass[number] * 1e-9, 0);
  return Math.min(1, busy);
}

/** By how much the bound rises with the lever's resources faster, percent; 0 within rounding. */
function gainOf(demands: Demands, { totalPps }: Rates, lever: string): number {
  const faster = mostFrames(demands, (resource) => (demands.resources[resource].lever === lever ? FASTER : 1));
  const gain = 100 * (faster.totalPps / totalPps - 1);
  return gain > 1e-6 ? gain : 0;
}

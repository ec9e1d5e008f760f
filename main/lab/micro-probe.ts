/** Times small operations of this host, and puts the costs that follow into a scenario. */
import { readFileSync } from 'node:fs';
import { cpus, hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { foundCostModel, withCostModel } from '../../shared/scenario/found-costs.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { costsFoundHere } from '../../shared/testbed/costs-found-here.ts';
import type { MeasuredCost, MicroProbe } from '../../shared/testbed/micro-probe.ts';
import { digits } from '../../shared/units.ts';
import { costModels } from '../engine/costs/models.ts';
import { costsOfTimings, type TimedCost } from '../testbed/micro/costs-of-timings.ts';
import { timedByHelper } from '../testbed/micro/helper.ts';
import { nodeErrors, timedByNode } from '../testbed/micro/node-timings.ts';
import { operations, spreadOf } from '../testbed/micro/timings.ts';
import { onPath } from '../testbed/programs.ts';

export { MeasuringError } from '../testbed/measuring-error.ts';

/** Whether the helper can be made here: Linux, with a C compiler. */
export function helperAtHand(platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'linux' && onPath('cc') !== null;
}

/** @param withHelper false: by Node, with its error. Rejects with a MeasuringError, or the signal's reason. */
export async function microProbe(repetitions: number, signal: AbortSignal, withHelper = helperAtHand()): Promise<MicroProbe> {
  const measuredAt = new Date().toISOString();
  const source = fileURLToPath(new URL('../../guest/micro.c', import.meta.url));
  const timings = withHelper
    ? await timedByHelper(readFileSync(source, 'utf8'), repetitions, signal)
    : await timedByNode(repetitions, signal);
  const [processor] = cpus();
  const cycles = timings.find(({ operation }) => operation === 'cycle');
  const cycleNs = cycles ? Math.min(...cycles.repetitions) : 1000 / (processor?.speed ?? Number.NaN);
  const clock = cycles ? [] : [`Cycles are by the clock that the system states, ${((processor?.speed ?? 0) / 1000).toFixed(2)} GHz.`];
  const costs = (Number.isFinite(cycleNs) ? costsOfTimings(timings, cycleNs) : []).map((cost) => ({
    ...cost,
    plausible: isPlausible(cost),
  }));
  const lacking = withHelper && !timings.some(({ operation }) => operation === 'wake-up');
  return {
    host: hostname(),
    processor: processor?.model.trim() ?? 'unknown',
    measuredAt,
    repetitions,
    timedBy: withHelper ? 'helper' : 'node',
    values: timings.map(({ operation, sizeBytes, repetitions: values }) => ({
      name: operation,
      ...operations[operation],
      sizeBytes,
      ...spreadOf(values),
    })),
    costs,
    warnings: [
      ...(withHelper ? [] : nodeErrors),
      ...clock,
      ...outsideEveryModel(costs),
      ...(lacking ? ['The wake-up of a thread on another CPU was not timed: this process may use one CPU alone.'] : []),
    ],
  };
}

/** A host outside is another kind of machine, or was disturbed. */
function isPlausible({ name, median }: TimedCost): boolean {
  const { low, high } = rangeInModels(name);
  return median >= low && median <= high;
}

function outsideEveryModel(costs: readonly MeasuredCost[]): string[] {
  return costs
    .filter(({ plausible }) => !plausible)
    .map(({ name, median, unit }) => {
      const { low, high } = rangeInModels(name);
      return `${name}: ${digits(median)} ${unit} is outside the range of every cost model (${digits(low)} to ${digits(high)}). Look at it before you use it.`;
    });
}

/** From the lowest to the highest value that any cost model holds for possible. */
function rangeInModels(name: string): { readonly low: number; readonly high: number } {
  const ranges = costModels.flatMap(({ parameters }) => parameters.filter((one) => one.name === name));
  return { low: Math.min(...ranges.map((one) => one.low)), high: Math.max(...ranges.map((one) => one.high)) };
}

/** The scenario on a cost model measured on this host, each cost with its quartiles as its range. */
export function scenarioOfThisHost(scenario: Scenario, probe: MicroProbe): Scenario {
  const { title, found } = costsFoundHere(probe);
  return withCostModel(scenario, foundCostModel(scenario, title, found), found);
}

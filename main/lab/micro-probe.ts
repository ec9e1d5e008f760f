/** Times small operations of this host, and puts the costs that follow into a scenario. */
import { readFileSync } from 'node:fs';
import { cpus, hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../../shared/scenario/schema.ts';
import type { MeasuredCost, MicroProbe } from '../../shared/testbed/micro-probe.ts';
import { costModels } from '../engine/costs/models.ts';
import { onPath } from '../testbed/measure/qemu/owned-process.ts';
import { costsOfTimings } from '../testbed/micro/costs-of-timings.ts';
import { timedByHelper } from '../testbed/micro/helper.ts';
import { nodeErrors, timedByNode } from '../testbed/micro/node-timings.ts';
import { operations, spreadOf } from '../testbed/micro/timings.ts';
import { withCosts } from './scenario-with-costs.ts';

export { MeasuringError } from '../testbed/measure/measuring-error.ts';

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
  const costs = Number.isFinite(cycleNs) ? costsOfTimings(timings, cycleNs) : [];
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

/** Names costs that no cost model holds for plausible: the host is another kind of machine, or was disturbed. */
function outsideEveryModel(costs: readonly MeasuredCost[]): string[] {
  return costs.flatMap(({ name, median, unit }) => {
    const ranges = costModels.flatMap(({ parameters }) => parameters.filter((one) => one.name === name));
    const low = Math.min(...ranges.map((one) => one.low));
    const high = Math.max(...ranges.map((one) => one.high));
    if (median >= low && median <= high) return [];
    return [
      `${name}: ${median.toPrecision(3)} ${unit} is outside the range of every cost model (${low} to ${high}). Look at it before you use it.`,
    ];
  });
}

/** The scenario with the costs measured on this host, whose description says where they come from. */
export function scenarioOfThisHost(scenario: Scenario, { costs, host, processor, measuredAt, repetitions }: MicroProbe): Scenario {
  const words = costs.map(
    ({ name, unit, median, lowerQuartile, upperQuartile }) =>
      `${name} = ${median.toPrecision(3)} ${unit} (quartiles ${lowerQuartile.toPrecision(3)} to ${upperQuartile.toPrecision(3)})`,
  );
  const note = `Costs measured on ${host} (${processor}), ${measuredAt.slice(0, 10)}, medians of ${repetitions} repetitions. ${words.join('; ')}.`;
  return withCosts(scenario, Object.fromEntries(costs.map(({ name, median }) => [name, median])), note);
}

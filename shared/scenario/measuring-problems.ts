/** Benchmark methods that cannot apply to a scenario's traffic, and goals that contradict themselves or are read by another method. */
import { words } from '../texts/words.ts';
import { goalSchemas, goalsOfKind, isMeasuring, type GoalKey, type MeasuringKind } from './method-goals.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';
import { openLoopsText } from './traffic-loops.ts';

export function measuringProblems(scenario: Scenario): Problem[] {
  const { kind } = scenario.method;
  const unread = unreadGoals(scenario);
  if (!isMeasuring(kind)) return unread;
  return [
    ...trafficProblems(scenario, kind),
    ...sweepProblems(scenario, kind),
    ...limitProblems(scenario),
    ...(kind === 'noisy-neighbour' ? neighbourProblems(scenario) : []),
    ...(kind === 'vm-scaling' ? scalingProblems(scenario) : []),
    ...unread,
  ];
}

function trafficProblems({ flows }: Scenario, kind: MeasuringKind): Problem[] {
  return flows.flatMap(({ name, traffic }, number) => {
    if ('load' in traffic) return [];
    const message = words().problems.measuring.closedLoop(name, traffic.kind, kind, openLoopsText());
    return [error(`flows.${number}.traffic.kind`, message)];
  });
}

/** The method finds the loads, and it has the sizes. */
function sweepProblems({ method }: Scenario, kind: MeasuringKind): Problem[] {
  const texts = words().problems.measuring;
  return method.sweep.flatMap(({ path }, number) => {
    if (/^flows\.\d+\.traffic\.load$/.test(path)) return [error(`method.sweep.${number}.path`, texts.findsLoad(kind))];
    if (/\.size\.frameBytes$/.test(path) && kind !== 'noisy-neighbour')
      return [error(`method.sweep.${number}.path`, texts.hasFrameSizes(kind))];
    return [];
  });
}

function limitProblems({ flows, method }: Scenario): Problem[] {
  const texts = words().problems.measuring;
  const { maximumLoadPps, minimumLoadPps = 0, frameSizes } = method.trials ?? {};
  const problems: Problem[] = [];
  if (maximumLoadPps === undefined && flows.length > 0 && flows.every(({ direction }) => direction === 'vm-to-vm'))
    problems.push(error('method.trials.maximumLoadPps', texts.noWire));
  if (maximumLoadPps !== undefined && maximumLoadPps < minimumLoadPps)
    problems.push(error('method.trials.maximumLoadPps', texts.largestBelowSmallest(maximumLoadPps, minimumLoadPps)));
  if (frameSizes && new Set(frameSizes).size < frameSizes.length) problems.push(error('method.trials.frameSizes', texts.sameFrameSizes));
  return problems;
}

function neighbourProblems({ flows, method }: Scenario): Problem[] {
  const texts = words().problems.measuring;
  const { neighbour, levelsPercent = [0] } = method.noisyNeighbour ?? {};
  const problems: Problem[] = [];
  if (flows.length < 2) problems.push(error('flows', texts.noVictims));
  if (neighbour !== undefined && !flows.some(({ name }) => name === neighbour))
    problems.push(error('method.noisyNeighbour.neighbour', texts.noFlow(neighbour, flows.map(({ name }) => name).join(', '))));
  if (levelsPercent[0] !== 0 || !isAscending(levelsPercent))
    problems.push(error('method.noisyNeighbour.levelsPercent', texts.levelsNotAscending));
  return problems;
}

function scalingProblems({ vms, method }: Scenario): Problem[] {
  const texts = words().problems.measuring;
  const { vms: group, counts = [1, 2] } = method.scaling ?? {};
  const problems: Problem[] = [];
  if (group !== undefined && !vms.some(({ name }) => name === group))
    problems.push(error('method.scaling.vms', texts.noGroup(group, vms.map(({ name }) => name).join(', '))));
  if (!isAscending(counts)) problems.push(error('method.scaling.counts', texts.countsNotAscending));
  return problems;
}

/** Goals of another method: harmless, but perhaps a mistake. */
function unreadGoals({ method }: Scenario): Problem[] {
  const { kind } = method;
  const read: readonly GoalKey[] = isMeasuring(kind) ? ['trials', ...goalsOfKind[kind]] : [];
  return Object.keys(goalSchemas).flatMap((key) => {
    if (method[key as GoalKey] === undefined || read.includes(key as GoalKey)) return [];
    const message = words().problems.measuring.goalIgnored(kind, key);
    return [{ path: `method.${key}`, message, severity: 'warning' as const }];
  });
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0));
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

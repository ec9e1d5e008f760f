/** Benchmark methods that cannot apply to a scenario's traffic, and goals that contradict themselves or are read by another method. */
import { goalSchemas, goalsOfKind, isMeasuring, type GoalKey, type MeasuringKind } from './method-goals.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';
import { OPEN_LOOP_KINDS } from './traffic-loops.ts';

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
    const message = `The flow ${name} is a closed loop (${traffic.kind}): it offers what it is answered, so that ${kind} cannot set its load. Use ${OPEN_LOOP_KINDS} traffic, or set method.kind to fixed-load.`;
    return [error(`flows.${number}.traffic.kind`, message)];
  });
}

/** The method finds the loads, and it has the sizes. */
function sweepProblems({ method }: Scenario, kind: MeasuringKind): Problem[] {
  return method.sweep.flatMap(({ path }, number) => {
    if (/^flows\.\d+\.traffic\.load$/.test(path))
      return [
        error(
          `method.sweep.${number}.path`,
          `${kind} finds the load itself: a sweep over it has no meaning. Sweep another setting, or use kind sweep.`,
        ),
      ];
    if (/\.size\.frameBytes$/.test(path) && kind !== 'noisy-neighbour')
      return [error(`method.sweep.${number}.path`, `${kind} has frame sizes of its own: list them in method.trials.frameSizes.`)];
    return [];
  });
}

function limitProblems({ flows, method }: Scenario): Problem[] {
  const { maximumLoadPps, minimumLoadPps = 0, frameSizes } = method.trials ?? {};
  const problems: Problem[] = [];
  if (maximumLoadPps === undefined && flows.length > 0 && flows.every(({ direction }) => direction === 'vm-to-vm'))
    problems.push(
      error(
        'method.trials.maximumLoadPps',
        'Traffic between VMs has no wire that limits it: give the largest load to try, frames per second.',
      ),
    );
  if (maximumLoadPps !== undefined && maximumLoadPps < minimumLoadPps)
    problems.push(
      error(
        'method.trials.maximumLoadPps',
        `The largest load, ${maximumLoadPps} pps, is below the smallest, ${minimumLoadPps} pps: raise it or lower minimumLoadPps.`,
      ),
    );
  if (frameSizes && new Set(frameSizes).size < frameSizes.length)
    problems.push(error('method.trials.frameSizes', 'A frame size stands twice: name each once.'));
  return problems;
}

function neighbourProblems({ flows, method }: Scenario): Problem[] {
  const { neighbour, levelsPercent = [0] } = method.noisyNeighbour ?? {};
  const problems: Problem[] = [];
  if (flows.length < 2) problems.push(error('flows', 'A noisy neighbour needs at least two flows: the victims’ and its own.'));
  if (neighbour !== undefined && !flows.some(({ name }) => name === neighbour))
    problems.push(
      error('method.noisyNeighbour.neighbour', `There is no flow "${neighbour}". Flows: ${flows.map(({ name }) => name).join(', ')}.`),
    );
  if (levelsPercent[0] !== 0 || !isAscending(levelsPercent))
    problems.push(
      error(
        'method.noisyNeighbour.levelsPercent',
        'The loads of the neighbour ascend from 0: without it there is nothing to compare with.',
      ),
    );
  return problems;
}

function scalingProblems({ vms, method }: Scenario): Problem[] {
  const { vms: group, counts = [1, 2] } = method.scaling ?? {};
  const problems: Problem[] = [];
  if (group !== undefined && !vms.some(({ name }) => name === group))
    problems.push(error('method.scaling.vms', `There is no VM group "${group}". Groups: ${vms.map(({ name }) => name).join(', ')}.`));
  if (!isAscending(counts)) problems.push(error('method.scaling.counts', 'The numbers of VMs ascend: sort them, and name each once.'));
  return problems;
}

/** Goals of another method: harmless, but perhaps a mistake. */
function unreadGoals({ method }: Scenario): Problem[] {
  const { kind } = method;
  const read: readonly GoalKey[] = isMeasuring(kind) ? ['trials', ...goalsOfKind[kind]] : [];
  return Object.keys(goalSchemas).flatMap((key) => {
    if (method[key as GoalKey] === undefined || read.includes(key as GoalKey)) return [];
    const message = `The method ${kind} does not read method.${key}: it is ignored. Remove it, or choose the method that it belongs to.`;
    return [{ path: `method.${key}`, message, severity: 'warning' as const }];
  });
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0));
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

/** What a result knows of each part of the way: how busy, how full, what it lost, whether it limits. */
import type { PointResult } from '../result/schema.ts';
import { resourceDirection, resourceName, stageName } from '../simulated-names.ts';
import { words } from '../texts/words.ts';
import { capitalised } from '../capitalised.ts';
import { digits, formatPercent, formatRate, formatTimeNs } from '../units.ts';
import { partsOf, type DataPath } from './data-path.ts';
import type { Part } from './parts.ts';

export interface Spent {
  readonly actor: string;
  readonly activity: string;
  /** Share of the time of its cores, 0..1 for each core. */
  readonly utilization: number;
}

export interface PartState {
  readonly part: Part;
  /** 0..1, what colours it: of a queue its mean fill, of a context its busiest core, without polls that find nothing; null: not known. */
  readonly heat: number | null;
  /** The heat in words: `62 % busy`, `3 % full`; empty: not known. */
  readonly heatText: string;
  /** A line more: `cores 0, 1`, `8 of 256`. */
  readonly note: string;
  /** Frames per second lost here. */
  readonly dropsPps: number;
  /** VM exits per second, of the part whose contexts take them. */
  readonly exitsPerSecond: number;
  readonly polls: boolean;
  readonly isBottleneck: boolean;
  /** Numbers for a person, in order. */
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  /** What its contexts spend their time on, the most first. */
  readonly spent: readonly Spent[];
}

const EMPTY_POLLS = 'empty polls';
/** Drops below this share of a frame per second are none. */
const LEAST_DROPS_PPS = 1e-9;

export function partStates(path: DataPath, point: PointResult): readonly PartState[] {
  const limiting = limitingPart(path, point);
  return partsOf(path).map((part) => stateOf(path, part, point, part.id === limiting));
}

function stateOf(path: DataPath, part: Part, point: PointResult, isBottleneck: boolean): PartState {
  const texts = words().dataPath.figures;
  const dropsPps = point.drops
    .filter(({ place }) => part.places.includes(place))
    .reduce((sum, { framesPerSecond }) => sum + framesPerSecond, 0);
  const common = { part, dropsPps, isBottleneck, exitsPerSecond: 0, polls: false, spent: [] };
  const drops =
    part.places.length > 0
      ? [{ name: texts.lostHere, value: dropsPps > LEAST_DROPS_PPS ? formatRate(dropsPps, 'frames/s') : texts.nothing }]
      : [];
  const stages = point.stages
    .filter(({ stage }) => part.stages.includes(stage))
    .map(({ stage, meanNs }) => ({ name: texts.meanTime(stageName(stage)), value: formatTimeNs(meanNs) }));
  switch (part.kind) {
    case 'queue':
      return { ...common, ...queueState(part, point), figures: [...queueState(part, point).figures, ...drops, ...stages] };
    case 'context':
    case 'application': {
      const own = contextState(path, part, point);
      return { ...common, ...own, figures: [...own.figures, ...stages] };
    }
    case 'wire':
    case 'device':
    case 'bus': {
      const own = resourceState(part, point);
      return { ...common, ...own, figures: [...own.figures, ...drops, ...stages] };
    }
  }
}

function queueState(part: Part, point: PointResult): Pick<PartState, 'heat' | 'heatText' | 'note' | 'figures'> {
  const { state, figures } = words().dataPath;
  const queue = point.queues.find(({ place }) => part.places.includes(place));
  if (!queue) return { heat: null, heatText: '', note: state.fillNotKnown, figures: [] };
  const fill = queue.meanPackets / queue.capacity;
  return {
    heat: fill,
    heatText: state.full(wholePercent(fill)),
    note: state.fill(digits(queue.meanPackets), digits(queue.capacity)),
    figures: [
      { name: figures.queues(queue.queues), value: String(queue.queues) },
      { name: figures.meanPackets, value: digits(queue.meanPackets) },
      { name: figures.mostPackets, value: digits(queue.mostPackets) },
      { name: figures.room, value: figures.packets(digits(queue.capacity)) },
    ],
  };
}

function resourceState(part: Part, point: PointResult): Pick<PartState, 'heat' | 'heatText' | 'note' | 'figures'> {
  const { state } = words().dataPath;
  const found = point.resources.filter(({ name }) => part.resources.some((begin) => name.startsWith(begin)));
  if (found.length === 0) return { heat: null, heatText: '', note: '', figures: [] };
  const busiest = found.reduce((most, one) => (one.utilization > most.utilization ? one : most));
  const figures = found.map(({ name, utilization, note }) => ({
    name: capitalised(resourceName(name)),
    value: note === '' ? formatPercent(utilization) : state.withNote(formatPercent(utilization), note),
  }));
  // A hit ratio is good when it is high: what heats is the misses.
  if (busiest.kind === 'iotlb')
    return { heat: 1 - busiest.utilization, heatText: state.hits(wholePercent(busiest.utilization)), note: busiest.note, figures };
  return {
    heat: busiest.utilization,
    heatText: state.busy(wholePercent(busiest.utilization)),
    note: found.length > 1 ? resourceDirection(busiest.name) : '',
    figures,
  };
}

type ContextState = Pick<PartState, 'heat' | 'heatText' | 'note' | 'figures' | 'spent' | 'exitsPerSecond' | 'polls'>;

function contextState(path: DataPath, part: Part, point: PointResult): ContextState {
  const { state, figures } = words().dataPath;
  const owner = part.kind === 'application' ? partsOf(path).find(({ id }) => id === 'vcpu') : part;
  const own = point.contexts.filter(({ name }) => owner?.contexts?.test(name));
  const cores = [...new Set(own.map(({ core }) => core))].toSorted((one, other) => one - other);
  const claimed = partsOf(path).filter((other) => other.id !== part.id && other.activities !== null && sameContexts(path, other, part));
  const isOwn = (activity: string): boolean =>
    part.activities ? part.activities.includes(activity) : !claimed.some(({ activities }) => activities?.includes(activity));
  const spent = sumBy(own.flatMap(({ activities }) => activities).filter(({ activity }) => isOwn(activity)));
  const polls = spent.some(({ activity }) => activity === EMPTY_POLLS);
  const working = spent.filter(({ activity }) => activity !== EMPTY_POLLS).reduce((sum, { utilization }) => sum + utilization, 0);
  const onCores = cores.length === 0 ? '' : figures.cores(cores.length, ranges(cores));
  if (own.length === 0)
    return {
      heat: 0,
      heatText: state.idle,
      note: '',
      figures: [{ name: figures.work, value: figures.none }],
      spent: [],
      exitsPerSecond: 0,
      polls: false,
    };
  const share = working / cores.length;
  if (part.kind === 'application') {
    return {
      heat: share,
      heatText: state.busy(wholePercent(share)),
      note: onCores,
      figures: [{ name: figures.shareOfCores, value: formatPercent(share) }],
      spent,
      exitsPerSecond: 0,
      polls: false,
    };
  }
  const coreWork = cores.map((core) => workOf(point, core));
  const heat = Math.max(...coreWork);
  const exits = part.id === 'vcpu' ? point.exits.reduce((sum, { perSecond }) => sum + perSecond, 0) : 0;
  return {
    heat,
    heatText: state.busy(wholePercent(heat)),
    note: onCores,
    polls,
    spent,
    exitsPerSecond: exits,
    figures: [
      {
        name: figures.contexts,
        value: own.length <= 3 ? own.map(({ name }) => name).join(', ') : figures.manyContexts(own.length, own[0]?.name ?? ''),
      },
      { name: figures.placedOn, value: onCores },
      {
        name: figures.busiestCore(cores.length),
        value: (polls ? figures.ofTheTimePolling : figures.ofTheTime)(formatPercent(heat)),
      },
      { name: figures.ownWork, value: formatPercent(share) },
      ...(part.id === 'vcpu'
        ? point.exits
            .filter(({ perSecond }) => perSecond > 0)
            .map(({ reason, perSecond }) => ({ name: figures.exits(reason), value: formatRate(perSecond, '/s') }))
        : []),
    ],
  };
}

function sameContexts(path: DataPath, one: Part, other: Part): boolean {
  const vcpu = partsOf(path).find(({ id }) => id === 'vcpu');
  const contextsOf = (part: Part): string => String((part.kind === 'application' ? vcpu : part)?.contexts ?? '');
  return contextsOf(one) !== '' && contextsOf(one) === contextsOf(other);
}

/** Share of a core's time that is work: polls that find nothing are none. */
function workOf({ contexts }: PointResult, core: number): number {
  const work = contexts
    .filter((context) => context.core === core)
    .flatMap(({ activities }) => activities)
    .filter(({ activity }) => activity !== EMPTY_POLLS)
    .reduce((sum, { utilization }) => sum + utilization, 0);
  return Math.min(1, work);
}

/** The part that the finding of the bottleneck names: of a role of cores, the one with the most work there. */
function limitingPart(path: DataPath, point: PointResult): string | null {
  const { resource } = point.bottleneck;
  switch (resource) {
    case null:
      return null;
    case 'the wire':
      return 'wire';
    case 'the PCIe link':
      return 'pcie';
    case 'the NIC’s packet rate':
      return 'nic';
    default: {
      const role = resource.replace(/ cores$/, '');
      const cores = point.resources.flatMap(({ name }) => {
        const core = /^core (\d+) \((.*)\)$/.exec(name);
        return core?.[2] === role ? [Number(core[1])] : [];
      });
      const work = partsOf(path)
        .filter(({ kind }) => kind === 'context')
        .map((part) => ({
          id: part.id,
          work: contextState(path, part, { ...point, contexts: point.contexts.filter(({ core }) => cores.includes(core)) }).spent.reduce(
            (sum, { activity, utilization }) => sum + (activity === EMPTY_POLLS ? 0 : utilization),
            0,
          ),
        }));
      const most = work.reduce((best, one) => (one.work > best.work ? one : best), { id: '', work: 0 });
      return most.work > 0 ? most.id : null;
    }
  }
}

function sumBy(entries: readonly Spent[]): readonly Spent[] {
  const groups = Map.groupBy(entries, ({ actor, activity }) => `${actor}|${activity}`);
  return [...groups.values()]
    .map((group) => ({
      actor: group[0]?.actor ?? '',
      activity: group[0]?.activity ?? '',
      utilization: group.reduce((sum, { utilization }) => sum + utilization, 0),
    }))
    .toSorted((one, other) => other.utilization - one.utilization);
}

/** `0–3, 6`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

function wholePercent(ratio: number): string {
  return ratio > 0 && ratio < 0.01 ? '< 1 %' : `${Math.round(100 * ratio)} %`;
}

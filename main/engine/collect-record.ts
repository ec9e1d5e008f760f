/** Turns the ledger's counts of the measurement window into a RunRecord. */
import type { Context } from './model/context.ts';
import type { Core } from './model/core.ts';
import { gaugeResources } from './model/gauges.ts';
import { VmCount, type Slot, type SlotKind, type Snapshot } from './model/ledger.ts';
import type { Machine } from './model/machine.ts';
import { stages } from './model/stage.ts';
import type { ContextRecord, FlowRecord, LeverRecord, ResourceRecord, RunRecord, VmRecord } from './run-record.ts';

export interface Moment {
  readonly snapshot: Snapshot;
  readonly gauges: Float64Array;
}

/** The window between two moments of a finished run. */
export function collectRecord(machine: Machine, from: Moment, to: Moment, series: RunRecord['series']): RunRecord {
  const windowNs = to.snapshot.atNs - from.snapshot.atNs;
  const difference = (slot: Slot) => to.snapshot.counts[slot.at] - (from.snapshot.counts[slot.at] ?? 0);
  const named = (kind: SlotKind) =>
    machine.ledger.slots.filter((slot) => slot.kind === kind).map((slot) => ({ name: slot.name, amount: difference(slot) }));
  const emptyPollNs = new Map(machine.contexts.filter((context) => context.polling).map((context) => [context.core, 0]));
  for (const core of emptyPollNs.keys()) {
    const busyNs = to.snapshot.counts[core.busySlot] - from.snapshot.counts[core.busySlot];
    emptyPollNs.set(core, Math.max(0, windowNs - busyNs));
  }
  const coreBusyNs = machine.cores.map(
    (core) => to.snapshot.counts[core.busySlot] - from.snapshot.counts[core.busySlot] + (emptyPollNs.get(core) ?? 0),
  );
  const ghz = machine.settings.frequencyGhz;
  const cycles = named('cycles').map(({ name, amount }) => {
    const [actor = '', activity = ''] = name.split('|');
    return { actor, activity, cycles: amount * ghz };
  });
  const polling = machine.contexts.filter((context) => context.polling);
  for (const context of polling) addEmptyPolls(cycles, context, emptyPollCycles(machine, context, polling, emptyPollNs));
  const total = (count: number) => machine.vms.reduce((sum, vm) => sum + machine.ledger.vmCountOf(to.snapshot.counts, vm.index, count), 0);
  const gauges = gaugeResources(machine, from.gauges, to.gauges, windowNs);
  const workNs = machine.cores.map((core) => coreBusyNs[core.number] - (emptyPollNs.get(core) ?? 0));
  const resources = [...coreResources(machine, coreBusyNs, windowNs), ...gauges];
  return {
    refusal: null,
    frequencyGhz: machine.settings.frequencyGhz,
    windowNs,
    warmupNs: from.snapshot.atNs,
    vms: machine.vms.map((vm) => vmRecord(machine, vm.index, from.snapshot, to.snapshot)),
    flows: machine.ledger.accounts.map((_, number) => flowRecord(machine, number, from.snapshot, to.snapshot)),
    contexts: machine.contexts.map((context) => contextRecord(machine, context, from.snapshot, to.snapshot, polling, emptyPollNs)),
    accounting: {
      inFlightStart: 0,
      offered: total(VmCount.offered),
      delivered: total(VmCount.delivered),
      lost: total(VmCount.lost),
      inFlightEnd: to.snapshot.live,
    },
    drops: named('drop').map(({ name, amount }) => ({ place: name, frames: amount })),
    queues: [],
    cycles,
    busyCycles: coreBusyNs.reduce((sum, ns) => sum + ns, 0) * ghz,
    cpuUtilization: coreBusyNs.reduce((sum, ns) => sum + Math.min(1, ns / windowNs), 0) / machine.cores.length,
    stages: stages.map((stage, number) => ({
      stage,
      sumNs: machine.ledger.stageSumOf(to.snapshot.counts, number) - machine.ledger.stageSumOf(from.snapshot.counts, number),
    })),
    exits: named('exit').map(({ name, amount }) => ({ reason: name, count: amount })),
    interrupts: named('interrupt').map(({ name, amount }) => ({ kind: name, count: amount })),
    copies: named('copy').map(({ name, amount }) => ({ place: name, count: amount })),
    resources,
    levers: leversOf([...coreResources(machine, workNs, windowNs), ...gauges]),
    series,
    events: machine.loop.events,
    frames: total(VmCount.offered),
    fingerprint: machine.loop.fingerprint(),
  };
}

/** A polling context's core is never idle: what is left of the window went to polls that found nothing. */
function addEmptyPolls(cycles: { actor: string; activity: string; cycles: number }[], context: Context, emptyCycles: number): void {
  const actor = context.vm >= 0 ? 'guest' : 'switch';
  const known = cycles.find((entry) => entry.actor === actor && entry.activity === 'empty polls');
  if (known) known.cycles += emptyCycles;
  else cycles.push({ actor, activity: 'empty polls', cycles: emptyCycles });
}

function vmRecord(machine: Machine, vm: number, from: Snapshot, to: Snapshot): VmRecord {
  const { ledger } = machine;
  const difference = (count: number) => ledger.vmCountOf(to.counts, vm, count) - ledger.vmCountOf(from.counts, vm, count);
  const histogram = ledger.histogramBetween(vm, from, to);
  return {
    name: machine.vms[vm].name,
    weight: machine.vms[vm].group.weight,
    offeredFrames: difference(VmCount.offered),
    deliveredFrames: difference(VmCount.delivered),
    deliveredBytes: difference(VmCount.bytes),
    lostFrames: difference(VmCount.lost),
    latencyCount: difference(VmCount.latencyCount),
    latencySumNs: difference(VmCount.latencySumNs),
    latencyBuckets: histogram.buckets,
    latencyCounts: histogram.counts,
    exits: difference(VmCount.exits),
    interrupts: difference(VmCount.interrupts),
    cycles: difference(VmCount.busyNs) * machine.settings.frequencyGhz,
    drops: ledger.slots
      .filter(({ kind }) => kind === 'drop')
      .map(({ name, at }) => ({ place: name, frames: ledger.vmDropsOf(to.counts, at, vm) - ledger.vmDropsOf(from.counts, at, vm) }))
      .filter(({ frames }) => frames > 0),
  };
}

function flowRecord(machine: Machine, number: number, from: Snapshot, to: Snapshot): FlowRecord {
  const { ledger } = machine;
  const { vm, flow, at } = ledger.accounts[number];
  const difference = (count: number) => to.counts[at + count] - from.counts[at + count];
  const histogram = ledger.accountHistogramBetween(number, from, to);
  return {
    vm,
    flow,
    offeredFrames: difference(VmCount.offered),
    deliveredFrames: difference(VmCount.delivered),
    deliveredBytes: difference(VmCount.bytes),
    lostFrames: difference(VmCount.lost),
    latencyCount: difference(VmCount.latencyCount),
    latencySumNs: difference(VmCount.latencySumNs),
    latencyBuckets: histogram.buckets,
    latencyCounts: histogram.counts,
    accounting: {
      offered: to.counts[at + VmCount.offered],
      delivered: to.counts[at + VmCount.delivered],
      lost: to.counts[at + VmCount.lost],
    },
  };
}

function contextRecord(
  machine: Machine,
  context: Context,
  from: Snapshot,
  to: Snapshot,
  polling: readonly Context[],
  emptyPollNs: ReadonlyMap<Core, number>,
): ContextRecord {
  const { ledger } = machine;
  const ghz = machine.settings.frequencyGhz;
  const cycles = ledger.slots
    .filter(({ kind }) => kind === 'cycles')
    .map(({ name, at }) => {
      const [actor = '', activity = ''] = name.split('|');
      const ns = ledger.contextCycles.between(context.number, at, from.contextCycles, to.contextCycles);
      return { actor, activity, cycles: ns * ghz };
    })
    .filter((entry) => entry.cycles > 0);
  if (polling.includes(context)) addEmptyPolls(cycles, context, emptyPollCycles(machine, context, polling, emptyPollNs));
  return { name: context.name, core: context.core.number, cycles };
}

/** Cycles of polls that found nothing: what the contexts that poll on a core leave of it, in equal parts. */
function emptyPollCycles(machine: Machine, context: Context, polling: readonly Context[], emptyPollNs: ReadonlyMap<Core, number>): number {
  const sharers = polling.filter(({ core }) => core === context.core).length;
  return ((emptyPollNs.get(context.core) ?? 0) * machine.settings.frequencyGhz) / sharers;
}

/** Cores on which something can run. */
function coreResources(machine: Machine, coreBusyNs: readonly number[], windowNs: number): ResourceRecord[] {
  return machine.cores
    .filter((core) => core.contexts > 0)
    .map((core) => ({
      name: `core ${core.number} (${core.role})`,
      kind: 'core',
      utilization: Math.min(1, coreBusyNs[core.number] / windowNs),
      lever: `${core.role} cores`,
      note: machine.contexts.some((context) => context.polling && context.core === core) ? 'polls all the time' : '',
    }));
}

const ADVICE: Readonly<Record<string, string>> = {
  link: 'a faster link or more ports',
  pcie: 'more PCIe lanes or a later generation',
  nic: 'a NIC with a higher packet rate',
};

function leversOf(resources: readonly ResourceRecord[]): LeverRecord[] {
  const levers = new Map<string, LeverRecord>();
  for (const { lever, utilization } of resources) {
    if (lever === null) continue;
    const known = levers.get(lever);
    if (known && known.utilization >= utilization) continue;
    levers.set(lever, { lever, title: leverTitle(lever), advice: ADVICE[lever] ?? `more or faster ${lever}`, utilization });
  }
  return [...levers.values()];
}

/** In words: `the wire`, `guest cores`. */
export function leverTitle(lever: string): string {
  return TITLES[lever] ?? lever;
}

const TITLES: Readonly<Record<string, string>> = { link: 'the wire', pcie: 'the PCIe link', nic: 'the NIC’s packet rate' };

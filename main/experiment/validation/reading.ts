/** Reads one quantity from the record of one replication. */
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { Reading } from '../../../shared/validation/schema.ts';
import { bucketMiddleNs, quantileNs } from '../../engine/kernel/histogram.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { mergedHistogram, metricsOfFlow, pointMetrics } from '../point-metrics.ts';

/** What the reading asks for is not in the record; the message names what is. */
export class UnreadableQuantity extends Error {}

/** In the unit of the results: pps, bit/s, ns, cycles, a ratio, 1/s. Throws UnreadableQuantity. */
export function readQuantity(record: RunRecord, scenario: Scenario, reading: Reading): number {
  switch (reading.kind) {
    case 'metric':
      return pointMetrics(reading.vms === undefined ? record : narrowTo(record, scenario, reading.vms))[reading.metric];
    case 'flow-metric':
      return metricsOfFlow(
        record,
        scenario.flows.findIndex(({ name }) => name === reading.flow),
      )[reading.metric];
    case 'latency-quantile':
      return latencyQuantileNs(record, reading.probability);
    case 'latency-share':
      return latencyShare(record, reading.fromNs, reading.toNs);
    case 'cycles-per-packet':
      return cyclesOf(record, reading) / sum(record.vms.map(({ deliveredFrames }) => deliveredFrames));
    case 'cycles-per-exit':
      return cyclesPerExit(record);
    case 'core-utilization':
      return coreUtilization(record, reading.role, reading.actor);
    case 'exits':
      return perSecond(record, sum(record.exits.filter(({ reason }) => wanted(reason, reading.reason)).map(({ count }) => count)));
    case 'interrupts':
      return perSecond(record, sum(record.interrupts.filter(({ kind }) => wanted(kind, reading.interrupt)).map(({ count }) => count)));
  }
}

/** The record as if the VMs of one group were all: cycles are those of their vCPUs. */
function narrowTo(record: RunRecord, scenario: Scenario, group: string): RunRecord {
  const count = scenario.vms.find(({ name }) => name === group)?.count ?? 0;
  const names = new Set(Array.from({ length: count }, (_, index) => `${group}-${index + 1}`));
  const vms = record.vms.filter(({ name }) => names.has(name));
  const busyCycles = sum(vms.map(({ cycles }) => cycles));
  return {
    ...record,
    vms,
    busyCycles,
    cpuUtilization: busyCycles / (record.windowNs * record.frequencyGhz * Math.max(1, vms.length)),
    exits: [{ reason: '', count: sum(vms.map(({ exits }) => exits)) }],
    interrupts: [{ kind: '', count: sum(vms.map(({ interrupts }) => interrupts)) }],
  };
}

function latencyQuantileNs(record: RunRecord, probability: number): number {
  const { buckets, counts } = mergedHistogram(record.vms);
  return quantileNs(buckets, counts, probability);
}

function latencyShare(record: RunRecord, fromNs: number, toNs: number): number {
  const { buckets, counts } = mergedHistogram(record.vms);
  const inside = counts.filter((_, index) => {
    const ns = bucketMiddleNs(buckets[index] ?? 0);
    return ns >= fromNs && ns < toNs;
  });
  return sum(inside) / sum(counts);
}

type CyclesReading = Extract<Reading, { kind: 'cycles-per-packet' }>;

function cyclesOf({ cycles }: RunRecord, { actor, activity, except }: CyclesReading): number {
  expectName(
    'actor',
    actor,
    cycles.map((entry) => entry.actor),
  );
  for (const name of [activity, except])
    expectName(
      'activity',
      name,
      cycles.map((entry) => entry.activity),
    );
  const counts = (entry: RunRecord['cycles'][number]) =>
    wanted(entry.actor, actor) && wanted(entry.activity, activity) && (except === undefined || entry.activity !== except);
  return sum(cycles.filter(counts).map((entry) => entry.cycles));
}

function cyclesPerExit(record: RunRecord): number {
  const cores = coresOf(record).filter(({ role }) => role === 'guest').length;
  const outsideGuest = (1 - coreUtilization(record, 'guest', 'guest')) * cores * record.windowNs * record.frequencyGhz;
  return outsideGuest / sum(record.exits.map(({ count }) => count));
}

/** Mean over the cores on which something can run. */
function coreUtilization(record: RunRecord, role: string | undefined, actor: string | undefined): number {
  const all = coresOf(record);
  expectName(
    'role',
    role,
    all.map((core) => core.role),
  );
  const cores = all.filter((core) => wanted(core.role, role));
  if (actor === undefined) return sum(cores.map(({ utilization }) => utilization)) / cores.length;
  expectName(
    'actor',
    actor,
    record.cycles.map((entry) => entry.actor),
  );
  const numbers = new Set(cores.map(({ number }) => number));
  const cycles = record.contexts
    .filter(({ core }) => numbers.has(core))
    .flatMap((context) => context.cycles.filter((entry) => entry.actor === actor).map((entry) => entry.cycles));
  return sum(cycles) / (record.windowNs * record.frequencyGhz * cores.length);
}

interface CoreUse {
  readonly number: number;
  readonly role: string;
  readonly utilization: number;
}

/** Number and role stand in names like `core 3 (guest)`. */
function coresOf({ resources }: RunRecord): CoreUse[] {
  return resources
    .filter(({ kind }) => kind === 'core')
    .map(({ name, utilization }) => {
      const [, number = '', role = ''] = /^core (\d+) \((.*)\)$/.exec(name) ?? [];
      return { number: Number(number), role, utilization };
    });
}

function expectName(what: string, name: string | undefined, known: readonly string[]): void {
  if (name === undefined || known.includes(name)) return;
  throw new UnreadableQuantity(`The simulation has no ${what} "${name}". It has ${[...new Set(known)].join(', ')}.`);
}

function wanted(name: string, asked: string | undefined): boolean {
  return asked === undefined || name === asked;
}

function perSecond({ windowNs }: RunRecord, count: number): number {
  return (count / windowNs) * 1e9;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

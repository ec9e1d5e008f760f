/**
 * Service demands (operational analysis; Denning and Buzen, ACM Computing Surveys 10(3), 1978): the least busy time of every resource for one
 * delivered frame of every flow of every VM. They are not written down a second time but read off the simulator's own machine: it is built as for a
 * run, with `leastWork`, and one packet of each kind is followed through it, alone. Work that costs the same whatever the load is charged as ever, a
 * batch's own work in parts of the largest batch, and what a busy machine spreads over more and more packets (interrupts, exits, wake-ups,
 * notifications, switches) costs nothing. So no run can need less.
 */
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { framesOf } from '../../../shared/scenario/traffic-frames.ts';
import { techniqueRefusal } from '../../../shared/scenario/technique-limits.ts';
import { leverTitle } from '../collect-record.ts';
import { FIRST_PORT_READING, portResources, readGauges } from '../model/gauges.ts';
import { VmCount } from '../model/ledger.ts';
import type { Machine } from '../model/machine.ts';
import type { ResourceRecord, SimulationTask } from '../run-record.ts';
import { buildHost } from '../build-machine.ts';
import { flowsOfVms, rateOfVm, type FlowOfVm } from '../traffic/build-traffic.ts';
import { mixOf } from '../traffic/frame-sizes.ts';
import { CONNECTIONS } from '../traffic/open-loop-source.ts';
import { bulkShape } from '../traffic/tcp-connection.ts';
import { FrameProbe, type PacketShape } from './frame-probe.ts';
import { MEASURED_TRANSACTIONS, RequestProbe } from './request-probe.ts';
import { catalogueOf, costModelOf } from '../costs/scenario-profiles.ts';

export interface DemandedResource {
  /** `core 3 (guest)`, `wire to host`: as in a run's record. */
  readonly name: string;
  readonly kind: ResourceRecord['kind'];
  /** Key of what makes it faster, and its words: `guest cores`, `the wire`. */
  readonly lever: string;
  readonly title: string;
}

/** Frames of one flow of one VM that need the same of every resource. */
export interface DemandClass {
  /** Numbers of the flow in the scenario, and of the VM on whose account it is. */
  readonly flow: number;
  readonly vm: number;
  /** Frames per second at most: what is offered, or what a closed loop asks for when nothing is ever waited for (windows over the least latency). */
  readonly mostPps: number;
  readonly closedLoop: boolean;
  /** Least latency of a packet, ns: its way without any waiting. */
  readonly latencyNs: number;
  /** Busy time of each resource for a delivered frame, ns, in the order of `resources`. */
  readonly demandsNs: readonly number[];
}

export interface Demands {
  /** Those that some class needs. */
  readonly resources: readonly DemandedResource[];
  readonly classes: readonly DemandClass[];
}

/** Costs that only delay, in place of work: none of them is met by a packet that finds its consumer awake. */
const DELAYS = [
  'wakeup.latency',
  'idle.exitLatency',
  'idle.deepExitLatency',
  'dpdk.emptyPoll',
  'emulated.interruptInterval',
  'virtio.transmitTimer',
];
/** Connections of a bulk flow and requests of a loop that are followed: queues are chosen by connection. */
const MOST_CONNECTIONS = 64;
/** Once for the way through cold tables of the IOMMU, once as it is afterwards. */
const ROUNDS = 2;

/**
 * Null for what has no flows (a DMA benchmark), for a technique that the scenario refuses, and where a packet alone does not arrive: its ring is too
 * small for it, say.
 */
export function traceDemands(task: SimulationTask): Demands | null {
  if (task.scenario.method.kind === 'dma-benchmark') return null;
  if (techniqueRefusal(task.scenario, task.technique, catalogueOf(task.scenario)) !== null) return null;
  const machine = buildHost({ ...task, scenario: withoutDelays(task.scenario) }, true);
  const traces = flowsOfVms(machine).map((one) => {
    machine.flows.openAccount(one.accounted.index, one.flowNumber);
    return traceOf(machine, one, task.scenario);
  });
  const classes: DemandClass[] = [];
  for (const trace of traces) {
    const found = trace();
    if (!found) return null;
    classes.push(...joined(found));
  }
  return used(resourcesOf(machine), classes);
}

/** No moderation, no rate limit, no holding back, a mean in place of a random service time: a packet is never made to wait. */
function withoutDelays(scenario: Scenario): Scenario {
  const known = new Set(costModelOf(scenario)?.parameters.map(({ name }) => name));
  const none = Object.fromEntries(DELAYS.filter((name) => known.has(name)).map((name) => [name, 0]));
  return {
    ...scenario,
    costs: { ...scenario.costs, ...none },
    nic: { ...scenario.nic, moderation: { ...scenario.nic.moderation, kind: 'off' } },
    vms: scenario.vms.map((group) => ({ ...group, rateLimitMbps: undefined, application: promptly(group.application) })),
  };
}

function promptly(application: Scenario['vms'][number]['application']): Scenario['vms'][number]['application'] {
  if (application.kind === 'request-server') return { ...application, serviceDistribution: 'constant' };
  return application.kind === 'data-plane' ? { ...application, transmitHoldUs: 0 } : application;
}

/** Puts the probes of a flow into the machine, and returns what follows them through it: null when a packet does not arrive. */
function traceOf(machine: Machine, one: FlowOfVm, scenario: Scenario): () => DemandClass[] | null {
  const { traffic } = one.flow;
  const identity = { flow: one.flowNumber, vm: one.accounted.index };
  switch (traffic.kind) {
    case 'constant':
    case 'poisson':
    case 'on-off':
    case 'fitted':
    case 'replay': {
      const probe = new FrameProbe(machine, one);
      const shapes = mixOf(framesOf(traffic)).map(({ frameBytes, weight }) => ({ bytes: frameBytes, frames: 1, merged: false, weight }));
      const ratePps = rateOfVm(machine, traffic, one.group);
      if (ratePps === 0) return () => [];
      return () =>
        everyConnection(CONNECTIONS, CONNECTIONS, (connection) => {
          const traced = followFrames(machine, probe, shapes, connection);
          return traced && { ...identity, ...traced, mostPps: ratePps / CONNECTIONS, closedLoop: false };
        });
    }
    case 'tcp-stream': {
      const probe = new FrameProbe(machine, one);
      const { bytes, frames, windowSegments } = bulkShape(traffic, one.sender !== null);
      const shape = { bytes, frames, merged: traffic.receiveOffload && one.receiver !== null, weight: 1 };
      return () =>
        everyConnection(traffic.connections, MOST_CONNECTIONS, (connection, share) => {
          const traced = followFrames(machine, probe, [shape], connection);
          return traced && { ...identity, ...traced, mostPps: (share * windowSegments * 1e9) / traced.latencyNs, closedLoop: true };
        });
    }
    case 'request-response':
      return traceRequests(machine, one, traffic, scenario);
  }
}

function traceRequests(
  machine: Machine,
  one: FlowOfVm,
  traffic: Extract<FlowOfVm['flow']['traffic'], { kind: 'request-response' }>,
  scenario: Scenario,
): () => DemandClass[] | null {
  const before: Reading = { busyNs: new Float64Array(0), frames: 0, latencyNs: 0, samples: 0 };
  const vm = one.accounted.index;
  const probe = new RequestProbe(machine, one, { ...traffic, thinkUs: 0 }, () => Object.assign(before, read(machine, vm)));
  const thinkNs = traffic.thinkUs * 1000;
  // Threads of a server that share a core cannot be told from the scenario: every slot is followed where there are several queues.
  const followed = scenario.vms.every(({ vcpus }) => vcpus === 1) ? CONNECTIONS : MOST_CONNECTIONS;
  return () =>
    everyConnection(traffic.outstanding, followed, (slot, share) => {
      if (!probe.transact(slot)) return null;
      const after = read(machine, vm);
      const frames = after.frames - before.frames;
      const [warmNs = 0, ...endsNs] = probe.endsNs;
      const cycleNs = ((endsNs.at(-1) ?? warmNs) - warmNs) / MEASURED_TRANSACTIONS;
      return {
        flow: one.flowNumber,
        vm,
        mostPps: (share * (frames / MEASURED_TRANSACTIONS) * 1e9) / (cycleNs + thinkNs),
        closedLoop: true,
        latencyNs: (after.latencyNs - before.latencyNs) / (after.samples - before.samples),
        demandsNs: [...after.busyNs].map((ns, resource) => (ns - (before.busyNs[resource] ?? 0)) / frames),
      };
    });
}

/** One class for each connection, of at most `most` of them: each then stands for several, its share. */
function everyConnection(
  count: number,
  most: number,
  trace: (connection: number, share: number) => DemandClass | null,
): DemandClass[] | null {
  const followed = Math.min(count, most);
  const classes: DemandClass[] = [];
  for (let connection = 0; connection < followed; connection++) {
    const one = trace(connection, count / followed);
    if (!one) return null;
    classes.push(one);
  }
  return classes;
}

/** Mean demands over the sizes of a flow by their weight; least latency likewise. */
function followFrames(
  machine: Machine,
  probe: FrameProbe,
  shapes: readonly (PacketShape & { readonly weight: number })[],
  connection: number,
): Pick<DemandClass, 'demandsNs' | 'latencyNs'> | null {
  const total = shapes.reduce((sum, { weight }) => sum + weight, 0);
  const demandsNs = resourcesOf(machine).map(() => 0);
  let latencyNs = 0;
  for (const { weight, ...shape } of shapes) {
    const before = busyNs(machine);
    let leastNs = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      if (!probe.send(shape, connection)) return null;
      leastNs = Math.min(leastNs, probe.latencyNs ?? Number.POSITIVE_INFINITY);
    }
    const share = weight / total;
    latencyNs += share * leastNs;
    for (const [resource, ns] of busyNs(machine).entries()) {
      demandsNs[resource] += (share * (ns - before[resource])) / (ROUNDS * shape.frames);
    }
  }
  return { demandsNs, latencyNs };
}

interface Reading {
  readonly busyNs: Float64Array;
  /** Frames delivered on the account of the VM, and the sum and number of its latencies. */
  readonly frames: number;
  readonly latencyNs: number;
  readonly samples: number;
}

function read(machine: Machine, vm: number): Reading {
  const { ledger } = machine;
  const count = (number: number) => ledger.vmCountOf(ledger.counts, vm, number);
  return {
    busyNs: busyNs(machine),
    frames: count(VmCount.delivered),
    latencyNs: count(VmCount.latencySumNs),
    samples: count(VmCount.latencyCount),
  };
}

/** In the order of `resourcesOf`. */
function busyNs(machine: Machine): Float64Array {
  const { cores, ledger } = machine;
  const hardware = readGauges(machine).subarray(FIRST_PORT_READING);
  return Float64Array.from([...cores.map((core) => ledger.counts[core.busySlot]), ...hardware]);
}

function resourcesOf(machine: Machine): DemandedResource[] {
  const cores = machine.cores.map(({ number, role }) => {
    const lever = `${role} cores`;
    return { name: `core ${number} (${role})`, kind: 'core' as const, lever, title: leverTitle(lever) };
  });
  return [...cores, ...portResources(machine).map((resource) => ({ ...resource, title: leverTitle(resource.lever) }))];
}

/** Connections of a flow that need the same of every resource are one class. */
function joined(classes: readonly DemandClass[]): DemandClass[] {
  const byDemands = Map.groupBy(classes, ({ demandsNs }) => demandsNs.map((ns) => ns.toPrecision(9)).join(' '));
  return [...byDemands.values()].flatMap((same) => {
    const [first] = same;
    const mostPps = same.reduce((sum, one) => sum + one.mostPps, 0);
    return first ? [{ ...first, mostPps, latencyNs: Math.min(...same.map(({ latencyNs }) => latencyNs)) }] : [];
  });
}

function used(resources: readonly DemandedResource[], classes: readonly DemandClass[]): Demands {
  const needed = resources.flatMap((_, number) => (classes.some(({ demandsNs }) => (demandsNs[number] ?? 0) > 0) ? [number] : []));
  return {
    resources: needed.flatMap((number) => resources[number] ?? []),
    classes: classes.map((one) => ({ ...one, demandsNs: needed.map((number) => one.demandsNs[number] ?? 0) })),
  };
}

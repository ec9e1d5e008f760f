/**
 * For tests: a machine without a technique, and the smallest things to build on it. Rings, services, contexts and cores are the engine's own;
 * only what a technique would connect is connected by hand.
 */
import { scenarioSchema, type OpenLoopTraffic, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import { resolveCosts } from '../costs/models.ts';
import type { TrialSchedule } from '../run-record.ts';
import { OpenLoopSource } from '../traffic/open-loop-source.ts';
import type { Context, ContextOptions } from './context.ts';
import type { FlowEndpoint } from './flow-table.ts';
import { Machine, type VirtualMachine } from './machine.ts';
import type { Output } from './output.ts';
import { Ring, type RingOptions } from './ring.ts';
import { Service, type ServiceOptions } from './service.ts';
import type { Signal } from './signal.ts';
import { Stage } from './stage.ts';
import { costModelOf, hostProfileOf, nicProfileOf } from '../costs/scenario-profiles.ts';

export interface BareMachineOptions {
  readonly cores?: number;
  readonly replication?: number;
  readonly switchesInside?: boolean;
  readonly virtualized?: boolean;
  readonly trial?: TrialSchedule;
  readonly scenario?: Partial<ScenarioInput>;
}

/** A machine of 1 GHz cores (a cycle is a nanosecond), one VM and no network cores unless the scenario says otherwise. */
export function bareMachine(options: BareMachineOptions = {}): Machine {
  const scenario = scenarioSchema.parse({
    host: { networkCores: 0 },
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
    techniques: [{ name: 'native' }],
    ...options.scenario,
  });
  const technique = scenario.techniques[0];
  const costModel = costModelOf(scenario);
  const nic = nicProfileOf(scenario);
  if (!technique || !costModel || !nic || !hostProfileOf(scenario)) throw new Error('The scenario names what does not exist.');
  return new Machine({
    scenario,
    technique,
    costs: resolveCosts(costModel, scenario.costs),
    nic,
    cores: options.cores ?? 1,
    frequencyGhz: 1,
    replication: options.replication ?? 0,
    networkRole: 'network',
    virtualized: options.virtualized ?? true,
    switchesInside: options.switchesInside ?? false,
    factor: () => 1,
    trial: options.trial ?? null,
  });
}

/** Item of a list that the test knows to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
}

export function contextOn(machine: Machine, core = 0, options: Partial<ContextOptions> = {}): Context {
  return machine.context({ name: `context ${machine.contexts.length}`, core: at(machine.cores, core), vm: -1, switchNs: 0, ...options });
}

export function ringOf(machine: Machine, options: Partial<RingOptions> = {}): Ring {
  return new Ring(
    {
      name: 'ring',
      capacity: 100_000,
      waitStage: Stage.sendQueue,
      dropSlot: machine.ledger.slot('drop', 'ring'),
      signal: null,
      whenFull: 'drop',
      ...options,
    },
    machine.flows,
  );
}

/** Takes packets one by one and works `serviceNs` on each. */
export function serverOf(
  machine: Machine,
  context: Context,
  serviceNs: (packet: number) => number,
  options: Partial<ServiceOptions> = {},
): Service {
  return new Service(machine, context, {
    name: 'server',
    input: options.input ?? ringOf(machine),
    output: arrivals(machine),
    costs: [],
    stage: Stage.application,
    batch: 1,
    extraNs: serviceNs,
    ...options,
  });
}

/** The end of the way: packets have arrived at their peer. */
export function arrivals(machine: Machine): Output {
  return outputTo((packet) => machine.flows.arriveAtPeer(packet));
}

/** An output with room for everything. */
export function outputTo(push: Output['push'], flush: Output['flush'] = () => undefined): Output {
  return { room: () => Number.POSITIVE_INFINITY, push, flush, wait: () => undefined };
}

/** An open-loop source that sends from the VM into the ring. */
export function sourceInto(
  machine: Machine,
  ring: Ring,
  ratePps: number,
  traffic: Partial<OpenLoopTraffic> = {},
  vmIndex = 0,
): OpenLoopSource {
  const vm: VirtualMachine = { ...at(machine.vms, vmIndex), sendRings: [ring] };
  const filled = {
    kind: 'poisson',
    load: 0,
    loadUnit: 'packets-per-second',
    loadScope: 'total',
    burstPackets: 1,
    size: { kind: 'fixed', frameBytes: 1518 },
    ...traffic,
  };
  const name = `source ${ring.name} ${vm.name}`;
  return new OpenLoopSource(machine, { name, traffic: filled as OpenLoopTraffic, ratePps, vm, sender: vm, receiver: null });
}

/** An endpoint that counts its packets, releases them and keeps the accounts. */
export class CountingEndpoint implements FlowEndpoint {
  readonly flow: number;
  /** Packets arrived at a guest, arrived at the peer, lost; with their times. */
  readonly atGuest: { readonly packet: number; readonly nowNs: number }[] = [];
  readonly atPeer: { readonly packet: number; readonly nowNs: number }[] = [];
  readonly lost: { readonly packet: number; readonly nowNs: number }[] = [];
  /** Called when a packet has arrived, before it is released; to send the next one. */
  onArrival: ((packet: number, nowNs: number) => void) | null = null;
  private readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
    this.flow = machine.flows.add(this);
  }

  /** A packet of this endpoint, offered now. */
  packet(bytes = 1518, options: { frames?: number; vm?: number; destination?: number; connection?: number; tag?: number } = {}): number {
    const { packets, ledger } = this.machine;
    const { frames = 1, vm = 0, destination = -1, connection = 0, tag = -1 } = options;
    const packet = packets.allocate(bytes, frames, this.flow, vm, destination, connection);
    packets.tag[packet] = tag;
    ledger.offer(packet);
    return packet;
  }

  arriveAtGuest(packet: number): void {
    this.atGuest.push({ packet, nowNs: this.machine.packets.stampNs[packet] ?? Number.NaN });
    this.end(packet);
  }

  arriveAtPeer(packet: number): void {
    this.atPeer.push({ packet, nowNs: this.machine.packets.stampNs[packet] ?? Number.NaN });
    this.end(packet);
  }

  onLost(packet: number): void {
    this.lost.push({ packet, nowNs: this.machine.loop.nowNs });
  }

  private end(packet: number): void {
    this.machine.ledger.deliver(packet);
    this.machine.ledger.recordLatency(packet);
    this.onArrival?.(packet, this.machine.packets.stampNs[packet] ?? Number.NaN);
    this.machine.packets.release(packet);
  }
}

/** A signal that only counts: the test opens the ring when it likes. */
export class CountingSignal implements Signal {
  raised = 0;

  raise(): void {
    this.raised++;
  }
}

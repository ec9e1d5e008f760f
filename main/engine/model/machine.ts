/** The machine under construction and at run time: the loop, the packets, the ledger, the cores, the NIC ports and the VMs. */
import type { Scenario, TechniqueChoice, VmGroup } from '../../../shared/scenario/schema.ts';
import { polls } from '../../../shared/scenario/applications.ts';
import type { NicProfile } from '../../../shared/catalogue/profiles.ts';
import type { Costs } from '../costs/parameters.ts';
import type { TrialSchedule } from '../run-record.ts';
import { EventLoop } from '../kernel/event-loop.ts';
import { RandomStream } from '../kernel/random-stream.ts';
import { Context } from './context.ts';
import { Core } from './core.ts';
import { pagesOf } from './dma-buffers.ts';
import { FlowTable } from './flow-table.ts';
import { Iommu } from './iommu.ts';
import { Ledger } from './ledger.ts';
import { Link } from './link.ts';
import { NicReceive } from './nic-receive.ts';
import { NicTransmit } from './nic-transmit.ts';
import { PacketPool } from './packet-pool.ts';
import { PcieDirection } from './pcie.ts';
import type { Ring } from './ring.ts';
import { addPollingTicks, type PeriodicWork } from './periodic-work.ts';
import { TimerExits } from './timer-exits.ts';

export interface VirtualMachine {
  readonly index: number;
  readonly name: string;
  readonly group: VmGroup;
  /** Cores of its vCPUs, by vCPU. */
  readonly cores: readonly number[];
  /** Port that carries its traffic. */
  readonly port: number;
  /** Where its applications send: one queue for each queue pair of the technique. */
  readonly sendRings: Ring[];
  /** Where its stack sends pure acknowledgements, likewise. */
  readonly controlRings: Ring[];
}

export interface Port {
  readonly link: Link;
  readonly receive: NicReceive;
  readonly transmit: NicTransmit;
  readonly toHost: PcieDirection;
  readonly toDevice: PcieDirection;
}

/** Parts that watch what happens, in place of the plain ones: for tracing, in a process of its own, so that the plain ones stay fast. */
export interface WatchingParts {
  readonly loop: EventLoop;
  readonly packets: PacketPool;
  readonly ledger: (vmCount: number) => Ledger;
}

export interface MachineSettings {
  readonly scenario: Scenario;
  readonly technique: TechniqueChoice;
  readonly costs: Costs;
  readonly nic: NicProfile;
  readonly cores: number;
  readonly frequencyGhz: number;
  readonly replication: number;
  /** Role of the network cores under the technique. */
  readonly networkRole: string;
  /** Guests run under a hypervisor. */
  readonly virtualized: boolean;
  /** Frames between VMs stay inside the NIC. */
  readonly switchesInside: boolean;
  /** Time factor of a lever: 0.9 for the one being tried, else 1. */
  readonly factor: (lever: string) => number;
  /** When open-loop sources send, in a trial; null: always. */
  readonly trial: TrialSchedule | null;
  /**
   * Only the least work that a packet takes costs time: a batch's own work in parts of the largest batch, and nothing for notifications, interrupts
   * and switches, which a busy machine spreads over ever more packets. For the demands of analytic bounds. Default: no, all work costs.
   */
  readonly leastWork?: boolean;
  readonly watching?: WatchingParts | undefined;
}

/** Built once for a run; one IOMMU serves all ports. */
export class Machine {
  readonly loop: EventLoop;
  readonly packets: PacketPool;
  readonly ledger: Ledger;
  readonly flows: FlowTable;
  readonly costs: Costs;
  readonly cores: Core[] = [];
  readonly ports: Port[] = [];
  readonly vms: VirtualMachine[];
  readonly contexts: Context[] = [];
  /** What takes polling cores from their processes; it starts with the sources. */
  readonly periodicWork: PeriodicWork[] = [];
  readonly iommu: Iommu;
  readonly virtualized: boolean;
  /** Under `leastWork`: whether what is under way is merged wherever that is possible, and whether a service of its way has merged it by now. */
  merging: 'none' | 'ahead' | 'done' = 'none';
  /** Turns that a soft interrupt may take in a row while others wait: its budget over its weight. */
  readonly softInterruptTurns: number;
  readonly lineRateGbps: number;
  readonly ringDescriptors: number;
  private nextPage = 0;
  private readonly sharedParts = new Map<string, unknown>();

  readonly settings: MachineSettings;

  constructor(settings: MachineSettings) {
    this.settings = settings;
    this.loop = settings.watching?.loop ?? new EventLoop();
    this.packets = settings.watching?.packets ?? new PacketPool(this.loop);
    const { scenario, costs, nic } = settings;
    this.costs = costs;
    this.virtualized = settings.virtualized;
    this.softInterruptTurns = Math.max(1, Math.round(costs['napi.budget'] / costs['napi.weight']));
    this.vms = placeVms(scenario, settings.cores, settings.technique.name === 'direct');
    this.ledger = settings.watching?.ledger(this.vms.length) ?? new Ledger(this.packets, this.vms.length);
    this.flows = new FlowTable(this.packets, this.ledger);
    this.lineRateGbps = scenario.nic.lineRateGbps ?? nic.lineRateGbps.value;
    this.ringDescriptors = scenario.nic.ringDescriptors ?? nic.ringDescriptors.value;
    this.iommu = new Iommu(costs['iommu.iotlbEntries'], costs['iommu.walk'] * settings.factor('iommu'), costs['iommu.parallelWalks']);
    for (let number = 0; number < settings.cores; number++) this.cores.push(this.createCore(number));
    for (let port = 0; port < scenario.nic.ports; port++) this.ports.push(this.createPort());
  }

  /** Account of work: the slot of an (actor, activity) pair. */
  cyclesSlot(actor: string, activity: string): number {
    return this.ledger.slot('cycles', `${actor}|${activity}`);
  }

  /** The one part for all that are made alike: what hundreds of VMs have in common stays in the processor's cache. `key` says all that it depends on. */
  shared<Part>(key: string, make: () => Part): Part {
    let part = this.sharedParts.get(key) as Part | undefined;
    if (part === undefined) {
      part = make();
      this.sharedParts.set(key, part);
    }
    return part;
  }

  /** The wire towards the VM's port. */
  linkTo(vm: number): Link {
    return this.ports[this.vms[vm].port].link;
  }

  stream(source: string): RandomStream {
    return new RandomStream(this.settings.scenario.method.seed, this.settings.replication, source);
  }

  /** Cores for host networking: those set apart, or all when none is. `limit` narrows them. */
  networkCores(limit?: number): Core[] {
    const apart = this.settings.scenario.host.networkCores;
    const cores = apart > 0 ? this.cores.slice(0, apart) : this.cores;
    return limit === undefined ? cores : cores.slice(0, limit);
  }

  context(options: ConstructorParameters<typeof Context>[1]): Context {
    const context = new Context(this, this.settings.leastWork ? { ...options, switchNs: 0, fromIdleNs: 0 } : options);
    options.core.contexts++;
    this.contexts.push(context);
    if (options.polling) {
      const ofHost = options.vm < 0 || !this.virtualized;
      if (ofHost && !options.core.polled) addPollingTicks(this, context);
      options.core.polled = true;
    }
    return context;
  }

  /** The context of a vCPU; cycles of a switch to it from another context, and from an idle core where that costs a switch too. */
  vcpu(vm: VirtualMachine, number: number, switchCycles: number, fromIdleCycles = 0): Context {
    const core = this.cores[vm.cores[number]];
    const polling = polls(vm.group.application);
    const context = this.context({
      name: `${vm.name} vCPU ${number}`,
      core,
      vm: vm.index,
      switchNs: core.ns(switchCycles),
      fromIdleNs: core.ns(fromIdleCycles),
      weight: vm.group.weight,
      polling,
      pollLoopNs: polling ? core.ns(this.costs['dpdk.emptyPoll']) : 0,
    });
    const perSecond = this.costs['vm.timerExits'];
    const hasTicks = this.virtualized && perSecond > 0 && !this.settings.leastWork;
    if (hasTicks && this.settings.technique.name !== 'xen-split-driver') {
      new TimerExits(this, context, perSecond);
    }
    return context;
  }

  /** Pages of I/O memory for a queue of so many buffers. */
  reservePages(buffers: number): { readonly firstPage: number; readonly pageBytes: number } {
    const pageBytes = this.settings.scenario.host.iommu.pageKib * 1024;
    const firstPage = this.nextPage;
    this.nextPage += pagesOf(buffers, pageBytes);
    return { firstPage, pageBytes };
  }

  private createCore(number: number): Core {
    const { scenario, costs, frequencyGhz, networkRole, factor } = this.settings;
    const role = number < scenario.host.networkCores ? networkRole : 'guest';
    return new Core(this, {
      number,
      role,
      frequencyGhz,
      timeFactor: factor(`${role} cores`),
      scheduler: scenario.host.scheduler.kind,
      sliceNs: scenario.host.scheduler.sliceUs * 1000,
      pollutionNs: costs['context.pollution'] / frequencyGhz,
      softInterruptTurns: this.softInterruptTurns,
      deepSleepNs: Math.max(0, costs['idle.deepExitLatency'] - costs['idle.exitLatency']),
      deepResidencyNs: costs['idle.deepResidency'],
    });
  }

  private createPort(): Port {
    const { scenario, nic, costs, factor, switchesInside } = this.settings;
    const pcieFactor = factor('pcie');
    const toHost = new PcieDirection(nic.pcieGeneration.value, nic.pcieLanes.value, pcieFactor);
    const toDevice = new PcieDirection(nic.pcieGeneration.value, nic.pcieLanes.value, pcieFactor);
    const receive = new NicReceive(this, {
      packetRateLimitPps: nic.packetRateLimitPps.value,
      fifoBytes: nic.receiveFifoBytes.value,
      writeLatencyNs: costs['pcie.writeLatency'],
      deviceNs: nic.deviceNs.value * factor('nic'),
      toHost,
      timeFactor: factor('nic'),
    });
    const transmit = new NicTransmit(
      this,
      {
        lineRateGbps: this.lineRateGbps,
        propagationNs: scenario.nic.propagationNs,
        packetRateLimitPps: nic.packetRateLimitPps.value,
        embeddedSwitchPps: nic.embeddedSwitchPps.value,
        arbiter: scenario.nic.transmitArbiter,
        readLatencyNs: costs['pcie.readLatency'],
        readByteNs: costs['pcie.readByte'],
        deviceNs: nic.deviceNs.value * factor('nic'),
        toDevice,
        toHost,
        timeFactor: factor('nic') * factor('link'),
      },
      receive,
      switchesInside,
    );
    const link = new Link(this, this.lineRateGbps, scenario.nic.propagationNs, receive, factor('link'));
    return { link, receive, transmit, toHost, toDevice };
  }
}

/** VMs of all groups with the cores of their vCPUs and their ports. */
function placeVms(scenario: Scenario, coreCount: number, onePortEach: boolean): VirtualMachine[] {
  const vms: VirtualMachine[] = [];
  const firstGuestCore = Math.min(scenario.host.networkCores, coreCount - 1);
  let nextCore = firstGuestCore;
  for (const group of scenario.vms) {
    let nextPinned = 0;
    for (let number = 1; number <= group.count; number++) {
      const cores: number[] = [];
      for (let vcpu = 0; vcpu < group.vcpus; vcpu++) {
        if (group.placement.kind === 'pinned') {
          cores.push(group.placement.cores[nextPinned++ % group.placement.cores.length]);
        } else {
          cores.push(nextCore++);
          if (nextCore === coreCount) nextCore = firstGuestCore;
        }
      }
      const index = vms.length;
      const port = onePortEach ? index : index % scenario.nic.ports;
      vms.push({ index, name: `${group.name}-${number}`, group, cores, port, sendRings: [], controlRings: [] });
    }
  }
  return vms;
}

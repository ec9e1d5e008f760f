/** An open-loop source for one VM: constant gaps, Poisson, or on/off bursts. It sends whatever becomes of its packets. */
import type { OpenLoopTraffic } from '../../../shared/scenario/schema.ts';
import { Component } from '../kernel/event-loop.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { FlowEndpoint } from '../model/flow-table.ts';
import type { Machine, VirtualMachine } from '../model/machine.ts';
import { sendFromPeer, sendFromVm } from './entry.ts';
import { FrameSizes } from './frame-sizes.ts';

export interface OpenLoopOptions {
  /** Name of the source: selects its random streams. */
  readonly name: string;
  readonly traffic: OpenLoopTraffic;
  /** Frames per second, on average. */
  readonly ratePps: number;
  /** VM whose account it is. */
  readonly vm: VirtualMachine;
  /** null: the peer on the wire sends. */
  readonly sender: VirtualMachine | null;
  /** null: to the peer on the wire. */
  readonly receiver: VirtualMachine | null;
}

/** Connections among which a source spreads its packets. */
const CONNECTIONS = 16;

export class OpenLoopSource extends Component implements FlowEndpoint {
  private readonly gaps: RandomStream;
  private readonly connections: RandomStream;
  private readonly sizes: FrameSizes;
  private readonly flow: number;
  /** Mean gap inside a burst, ns. */
  private readonly gapNs: number;
  private burstEndsNs = Number.POSITIVE_INFINITY;

  private readonly machine: Machine;
  private readonly traffic: OpenLoopTraffic;
  /** VM whose account it is, and VM that receives, or -1: the peer on the wire. */
  private readonly account: number;
  private readonly destination: number;
  private readonly sender: VirtualMachine | null;
  /** Whose port the peer sends to. */
  private readonly receiver: VirtualMachine;

  constructor(machine: Machine, options: OpenLoopOptions) {
    super();
    this.machine = machine;
    this.traffic = options.traffic;
    this.account = options.vm.index;
    this.destination = options.receiver ? options.receiver.index : -1;
    this.sender = options.sender;
    this.receiver = options.receiver ?? options.vm;
    machine.loop.add(this);
    this.flow = machine.flows.add(this);
    this.gaps = machine.stream(`gaps ${options.name}`);
    this.connections = machine.stream(`connections ${options.name}`);
    this.sizes = new FrameSizes(options.traffic.size, machine.stream(`sizes ${options.name}`));
    const { traffic } = options;
    const duty = traffic.kind === 'on-off' ? traffic.onUs / (traffic.onUs + traffic.offUs) : 1;
    this.gapNs = (1e9 / options.ratePps) * duty;
  }

  /** Schedules the first packet: at a random phase, so that constant sources do not march in step. */
  start(): void {
    const { traffic } = this;
    const firstNs = traffic.kind === 'poisson' ? this.gaps.exponential(this.gapNs) : this.gaps.uniform() * this.gapNs;
    if (traffic.kind === 'on-off') this.burstEndsNs = this.gaps.exponential(traffic.onUs * 1000);
    this.machine.loop.schedule(this, firstNs);
  }

  override handle(): void {
    const { machine, sender } = this;
    const connection = this.connections.integer(CONNECTIONS);
    const packet = machine.packets.allocate(this.sizes.next(), 1, this.flow, this.account, this.destination, connection);
    machine.packets.tag[packet] = -1;
    machine.ledger.offer(packet);
    machine.loop.schedule(this, this.nextNs());
    if (sender) sendFromVm(machine, sender, packet);
    else sendFromPeer(machine, this.receiver, packet);
  }

  arriveAtGuest(packet: number): void {
    this.arrive(packet);
  }

  arriveAtPeer(packet: number): void {
    this.arrive(packet);
  }

  onLost(): void {
    // An open-loop source does not react.
  }

  private arrive(packet: number): void {
    const { ledger, packets } = this.machine;
    ledger.deliver(packet);
    ledger.recordLatency(packet);
    packets.release(packet);
  }

  private nextNs(): number {
    const { traffic } = this;
    const { nowNs } = this.machine.loop;
    if (traffic.kind === 'constant') return nowNs + this.gapNs;
    if (traffic.kind === 'poisson') return nowNs + this.gaps.exponential(this.gapNs);
    let nextNs = nowNs + this.gapNs;
    while (nextNs > this.burstEndsNs) {
      const overshootNs = nextNs - this.burstEndsNs;
      const resumesNs = this.burstEndsNs + this.gaps.exponential(traffic.offUs * 1000);
      this.burstEndsNs = resumesNs + this.gaps.exponential(traffic.onUs * 1000);
      nextNs = resumesNs + overshootNs;
    }
    return nextNs;
  }
}

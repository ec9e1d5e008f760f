/** An open-loop source for one VM: constant gaps between packets or bursts, Poisson, or on/off bursts. It sends whatever becomes of its packets. */
import type { OpenLoopTraffic } from '../../../shared/scenario/schema.ts';
import { framesOf } from '../../../shared/scenario/traffic-frames.ts';
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
export const CONNECTIONS = 16;

export class OpenLoopSource extends Component implements FlowEndpoint {
  protected readonly gaps: RandomStream;
  private readonly connections: RandomStream;
  private readonly sizes: FrameSizes;
  private readonly flow: number;
  /** Mean gap inside a burst, ns. */
  protected gapNs: number;
  private burstEndsNs = Number.POSITIVE_INFINITY;
  /** Steps of a trial: the mean gap inside a burst at factor 1, the step it is in, and when that ends. */
  private readonly plainGapNs: number;
  private step = -1;
  private stepEndsNs = Number.POSITIVE_INFINITY;
  /** Packets of a burst, and those of the present one that are still to come. */
  private readonly burstPackets: number;
  private burstLeft = 0;

  protected readonly machine: Machine;
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
    this.sizes = new FrameSizes(framesOf(options.traffic), machine.stream(`sizes ${options.name}`));
    const { traffic } = options;
    const duty = traffic.kind === 'on-off' ? traffic.onUs / (traffic.onUs + traffic.offUs) : 1;
    this.plainGapNs = (1e9 / options.ratePps) * duty;
    this.gapNs = this.plainGapNs;
    this.burstPackets = traffic.kind === 'constant' ? traffic.burstPackets : 1;
    this.burstLeft = this.burstPackets;
  }

  /** Schedules the first packet: at a random phase, so that constant sources do not march in step. */
  start(): void {
    if (this.machine.settings.trial) this.enterNextStep(0);
    else this.begin(0);
  }

  private begin(fromNs: number): void {
    const { traffic } = this;
    const firstNs = this.firstNs(fromNs);
    if (traffic.kind === 'on-off') this.burstEndsNs = fromNs + this.gaps.exponential(traffic.onUs * 1000);
    this.proceed(firstNs);
  }

  /** The next frame is due at `nextNs`: in this step of a trial, or at the pace of the next. */
  private proceed(nextNs: number): void {
    if (nextNs < this.stepEndsNs) this.machine.loop.schedule(this, nextNs);
    else this.enterNextStep(this.stepEndsNs);
  }

  /** A pause ends with the next step; after the last there is nothing more to send. */
  private enterNextStep(fromNs: number): void {
    const steps = this.machine.settings.trial?.steps ?? [];
    let beginsNs = fromNs;
    for (this.step++; this.step < steps.length; this.step++) {
      const { durationMs, factor } = steps[this.step];
      this.stepEndsNs = beginsNs + durationMs * 1e6;
      if (factor > 0) {
        this.gapNs = this.plainGapNs / factor;
        this.begin(beginsNs);
        return;
      }
      beginsNs = this.stepEndsNs;
    }
  }

  override handle(): void {
    const { machine, sender } = this;
    const connection = this.connections.integer(CONNECTIONS);
    const packet = machine.packets.allocate(this.nextBytes(), 1, this.flow, this.account, this.destination, connection);
    machine.packets.tag[packet] = -1;
    machine.ledger.offer(packet);
    this.proceed(this.nextNs());
    if (sender) sendFromVm(machine, sender, packet);
    else sendFromPeer(machine, this.receiver, packet);
  }

  arriveAtGuest(packet: number): void {
    this.arrive(packet);
  }

  arriveAtPeer(packet: number): void {
    this.arrive(packet);
  }

  /** An open-loop source does not react. */
  onLost(): void {
    this.machine.ledger.lastLossNs = this.machine.loop.nowNs;
  }

  private arrive(packet: number): void {
    const { ledger, packets } = this.machine;
    ledger.deliver(packet);
    ledger.recordLatency(packet);
    if (packets.createdNs[packet] >= ledger.tagFromNs && ledger.taggedLatencyNs < 0) {
      ledger.taggedLatencyNs = packets.stampNs[packet] - packets.createdNs[packet];
    }
    packets.release(packet);
  }

  /** From a packet of constant traffic to the next: none within a burst. */
  private untilNextNs(): number {
    this.burstLeft--;
    if (this.burstLeft > 0) return 0;
    this.burstLeft = this.burstPackets;
    return this.burstPackets * this.gapNs;
  }

  /** When the first packet is due that follows `fromNs`. */
  protected firstNs(fromNs: number): number {
    const isPoisson = this.traffic.kind === 'poisson';
    return fromNs + (isPoisson ? this.gaps.exponential(this.gapNs) : this.gaps.uniform() * this.gapNs * this.burstPackets);
  }

  /** Frame of the packet that is due, bytes. */
  protected nextBytes(): number {
    return this.sizes.next();
  }

  /** When the packet is due that follows the present one. */
  protected nextNs(): number {
    const { traffic } = this;
    const { nowNs } = this.machine.loop;
    if (traffic.kind === 'constant') return nowNs + this.untilNextNs();
    if (traffic.kind === 'poisson') return nowNs + this.gaps.exponential(this.gapNs);
    let nextNs = nowNs + this.gapNs;
    if (traffic.kind !== 'on-off') return nextNs;
    while (nextNs > this.burstEndsNs) {
      const overshootNs = nextNs - this.burstEndsNs;
      const resumesNs = this.burstEndsNs + this.gaps.exponential(traffic.offUs * 1000);
      this.burstEndsNs = resumesNs + this.gaps.exponential(traffic.onUs * 1000);
      nextNs = resumesNs + overshootNs;
    }
    return nextNs;
  }
}

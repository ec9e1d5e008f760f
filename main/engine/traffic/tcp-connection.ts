/**
 * A bulk TCP connection: window, slow start and additive increase, acknowledgements in the reverse direction as real packets, halving and
 * retransmission after a loss (RFC 5681 in outline; losses are noticed after `retransmitMs`, as if by selective acknowledgements).
 * A sending guest hands down segments of up to 64 KiB where segmentation offload is on; the ideal peer sends frames.
 */
import type { Traffic } from '../../../shared/scenario/schema.ts';
import { Component } from '../kernel/event-loop.ts';
import { TimerQueue } from '../kernel/timer-queue.ts';
import { ACKNOWLEDGEMENT_BYTES, FRAME_OVERHEAD_BYTES, TCP_HEADER_BYTES } from '../model/ethernet.ts';
import type { FlowEndpoint } from '../model/flow-table.ts';
import type { Machine, VirtualMachine } from '../model/machine.ts';
import { sendFromPeer, sendFromVm } from './entry.ts';

const OFFLOAD_BYTES = 65536;
/** RFC 6928. */
const INITIAL_WINDOW_SEGMENTS = 10;
/** Kinds of timer; the rest of a timer's number is a count of segments. */
const ACKNOWLEDGED = 0;
const RETRANSMIT = 1;
/** The ideal peer answers: its acknowledgement goes on the wire. */
const PEER_ANSWERS = 2;
const KINDS = 3;

/** What a connection sends when its window is open: frames of `frameBytes`, so many in a unit of `bytes`, and `windowSegments` of them at most in flight. */
export function bulkShape(
  traffic: Extract<Traffic, { kind: 'tcp-stream' }>,
  fromVm: boolean,
): { readonly frameBytes: number; readonly windowSegments: number; readonly frames: number; readonly bytes: number } {
  const frameBytes = traffic.mtuBytes + FRAME_OVERHEAD_BYTES;
  const windowSegments = Math.max(1, Math.floor((traffic.windowKib * 1024) / (traffic.mtuBytes - TCP_HEADER_BYTES)));
  const offloads = fromVm && traffic.segmentationOffload;
  // A sender of small messages hands down each segment as it fills.
  const unitBytes = Math.min(OFFLOAD_BYTES, traffic.messageBytes);
  const frames = offloads ? Math.max(1, Math.min(Math.floor(unitBytes / frameBytes), Math.floor(windowSegments / 4))) : 1;
  return { frameBytes, windowSegments, frames, bytes: frames * frameBytes };
}

export class TcpConnection extends Component implements FlowEndpoint {
  private readonly timers = new TimerQueue();
  readonly messageBytes: number;
  private readonly flow: number;
  private readonly frameBytes: number;
  private readonly windowSegments: number;
  private readonly unitSegments: number;
  /** A receiver that merges frames acknowledges what it has merged at once; a peer that does not, every so many segments. */
  private readonly acknowledgesAll: boolean;
  private congestionSegments = INITIAL_WINDOW_SEGMENTS;
  private slowStartThreshold = Number.POSITIVE_INFINITY;
  private inFlight = 0;
  private unacknowledged = 0;
  private recoversNs = 0;

  private readonly machine: Machine;
  private readonly number: number;
  private readonly traffic: Extract<Traffic, { kind: 'tcp-stream' }>;
  private readonly vm: VirtualMachine;
  /** null: the peer on the wire. */
  private readonly sender: VirtualMachine | null;
  private readonly receiver: VirtualMachine | null;

  constructor(
    machine: Machine,
    number: number,
    traffic: Extract<Traffic, { kind: 'tcp-stream' }>,
    vm: VirtualMachine,
    sender: VirtualMachine | null,
    receiver: VirtualMachine | null,
  ) {
    super();
    this.machine = machine;
    this.number = number;
    this.traffic = traffic;
    this.vm = vm;
    this.sender = sender;
    this.receiver = receiver;
    this.messageBytes = traffic.messageBytes;
    machine.loop.add(this);
    this.flow = machine.flows.add(this);
    const { frameBytes, windowSegments, frames } = bulkShape(traffic, sender !== null);
    this.frameBytes = frameBytes;
    this.windowSegments = windowSegments;
    this.unitSegments = frames;
    this.acknowledgesAll = receiver !== null || traffic.receiveOffload;
  }

  start(): void {
    this.timers.push(this.number * 1000, ACKNOWLEDGED);
    this.machine.loop.schedule(this, this.timers.earliestNs);
  }

  override handle(): void {
    while (this.timers.earliestNs <= this.machine.loop.nowNs) {
      const timer = this.timers.pop();
      const kind = timer % KINDS;
      const segments = (timer - kind) / KINDS;
      if (kind === ACKNOWLEDGED) this.acknowledge(segments);
      else if (kind === RETRANSMIT) this.retransmit(segments);
      else sendFromPeer(this.machine, this.vm, this.acknowledgementPacket(segments));
    }
    this.wait();
  }

  arriveAtGuest(packet: number): void {
    if (this.machine.packets.control[packet]) this.acknowledgementArrives(packet);
    else this.dataArrives(packet);
  }

  arriveAtPeer(packet: number): void {
    this.arriveAtGuest(packet);
  }

  onLost(packet: number): void {
    const { packets } = this.machine;
    // A later acknowledgement would cover a lost one: it counts from the retransmission time on.
    const control = packets.control[packet] === 1;
    const segments = control ? -packets.tag[packet] - 1 : packets.frames[packet];
    this.later(this.machine.loop.nowNs + this.traffic.retransmitMs * 1e6, segments, control ? ACKNOWLEDGED : RETRANSMIT);
  }

  private dataArrives(packet: number): void {
    const { packets, ledger } = this.machine;
    const arrivedNs = packets.stampNs[packet];
    this.unacknowledged += packets.frames[packet];
    ledger.deliver(packet);
    ledger.recordLatency(packet);
    packets.release(packet);
    while (this.unacknowledged >= this.traffic.segmentsPerAck || (this.unacknowledged > 0 && this.unacknowledged >= this.inFlight)) {
      const segments = this.acknowledgesAll ? this.unacknowledged : Math.min(this.unacknowledged, this.traffic.segmentsPerAck);
      this.unacknowledged -= segments;
      if (this.receiver) sendFromVm(this.machine, this.receiver, this.acknowledgementPacket(segments));
      else this.later(arrivedNs, segments, PEER_ANSWERS);
    }
  }

  private acknowledgementPacket(segments: number): number {
    const { packets } = this.machine;
    const destination = this.sender ? this.sender.index : -1;
    const packet = packets.allocate(ACKNOWLEDGEMENT_BYTES, 1, this.flow, this.vm.index, destination, this.number);
    packets.control[packet] = 1;
    packets.tag[packet] = -segments - 1;
    return packet;
  }

  private acknowledgementArrives(packet: number): void {
    const { packets } = this.machine;
    const segments = -packets.tag[packet] - 1;
    const arrivedNs = packets.stampNs[packet];
    packets.release(packet);
    this.later(arrivedNs, segments, ACKNOWLEDGED);
  }

  private acknowledge(segments: number): void {
    this.inFlight -= segments;
    if (this.congestionSegments < this.slowStartThreshold) this.congestionSegments += segments;
    else this.congestionSegments += segments / this.congestionSegments;
    this.congestionSegments = Math.min(this.congestionSegments, this.windowSegments);
    this.send();
  }

  private retransmit(segments: number): void {
    const { nowNs } = this.machine.loop;
    this.inFlight -= segments;
    if (nowNs >= this.recoversNs) {
      this.slowStartThreshold = Math.max(2, this.congestionSegments / 2);
      this.congestionSegments = this.slowStartThreshold;
      this.recoversNs = nowNs + this.traffic.retransmitMs * 1e6;
    }
    this.send();
  }

  /** Sends what the window allows, in units; a smaller unit only when nothing is in flight. */
  private send(): void {
    const { machine } = this;
    for (;;) {
      const allowed = Math.floor(Math.min(this.congestionSegments, this.windowSegments)) - this.inFlight;
      const unit = Math.min(this.unitSegments, Math.max(1, Math.floor(this.congestionSegments / 2)));
      if (allowed < 1 || (allowed < unit && this.inFlight > 0)) return;
      const segments = Math.min(unit, allowed);
      const { packets, ledger } = machine;
      const destination = this.receiver ? this.receiver.index : -1;
      const packet = packets.allocate(segments * this.frameBytes, segments, this.flow, this.vm.index, destination, this.number);
      packets.tag[packet] = this.traffic.receiveOffload ? segments : -1;
      this.inFlight += segments;
      ledger.offer(packet);
      if (this.sender) sendFromVm(machine, this.sender, packet);
      else sendFromPeer(machine, this.vm, packet);
    }
  }

  private later(atNs: number, segments: number, kind: number): void {
    this.timers.push(atNs, segments * KINDS + kind);
    this.wait();
  }

  private wait(): void {
    const { loop } = this.machine;
    if (this.timers.length > 0) loop.scheduleBy(this, Math.max(loop.nowNs, this.timers.earliestNs));
  }
}

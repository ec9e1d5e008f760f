/** Sends one packet after another through a machine that has no other traffic, and notes when each arrives. */
import type { FlowEndpoint } from '../model/flow-table.ts';
import type { Machine, VirtualMachine } from '../model/machine.ts';
import { sendFromPeer, sendFromVm } from '../traffic/entry.ts';
import type { FlowOfVm } from '../traffic/build-traffic.ts';

/** A packet as its flow sends it. */
export interface PacketShape {
  /** Bytes of all its frames. */
  readonly bytes: number;
  /** More than one: a segment that the sender's NIC cuts. */
  readonly frames: number;
  /** Whether its receiver merges it with others. */
  readonly merged: boolean;
}

/** First wait for a packet, ns; each further one is ten times as long. */
const FIRST_WAIT_NS = 1e6;
const LONGEST_WAIT_NS = 1e11;

export class FrameProbe implements FlowEndpoint {
  readonly messageBytes?: number;
  /** From creation to arrival of the last packet, ns; null: it has not arrived. */
  latencyNs: number | null = null;
  private readonly number: number;

  private readonly machine: Machine;
  private readonly account: VirtualMachine;
  private readonly sender: VirtualMachine | null;
  private readonly receiver: VirtualMachine | null;

  constructor(machine: Machine, { flow, vm, sender, receiver }: FlowOfVm) {
    this.machine = machine;
    this.account = vm;
    this.sender = sender;
    this.receiver = receiver;
    if (flow.traffic.kind === 'tcp-stream') this.messageBytes = flow.traffic.messageBytes;
    this.number = machine.flows.add(this);
  }

  /** Sends a packet and lets the machine work until it has arrived; false: it was lost or got stuck. */
  send({ bytes, frames, merged }: PacketShape, connection: number): boolean {
    const { machine, account, sender, receiver } = this;
    const { packets, loop } = machine;
    this.latencyNs = null;
    const packet = packets.allocate(bytes, frames, this.number, account.index, receiver?.index ?? -1, connection);
    packets.tag[packet] = merged ? frames : -1;
    machine.merging = merged ? 'ahead' : 'none';
    if (sender) sendFromVm(machine, sender, packet);
    else sendFromPeer(machine, receiver ?? account, packet);
    for (let waitNs = FIRST_WAIT_NS; this.latencyNs === null && waitNs <= LONGEST_WAIT_NS; waitNs *= 10) loop.run(loop.nowNs + waitNs);
    machine.merging = 'none';
    return this.latencyNs !== null;
  }

  arriveAtGuest(packet: number): void {
    this.arrive(packet);
  }

  arriveAtPeer(packet: number): void {
    this.arrive(packet);
  }

  onLost(): void {
    // It never arrives: `send` says so.
  }

  private arrive(packet: number): void {
    const { packets } = this.machine;
    this.latencyNs = packets.stampNs[packet] - packets.createdNs[packet];
    packets.release(packet);
  }
}

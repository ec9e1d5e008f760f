/** The wire towards a NIC port: a serial server at line rate with preamble and inter-frame gap, a queue at the sending peer, and propagation. */
import { Component } from '../kernel/event-loop.ts';
import { wireNs } from './ethernet.ts';
import type { Machine } from './machine.ts';
import type { NicReceive } from './nic-receive.ts';
import { Ring } from './ring.ts';
import { Stage } from './stage.ts';

/** Frames that the peer's NIC holds at least; what comes faster than the wire for longer is lost at the peer. */
const PEER_QUEUE_FRAMES = 4096;
const SMALLEST_FRAME_BYTES = 64;
/** Most frames under way on a long wire. */
const LONGEST_WIRE_FRAMES = 2 ** 24;

export class Link extends Component {
  freeNs = 0;
  busyNs = 0;
  private readonly queue: Ring;

  private readonly machine: Machine;
  private readonly lineRateGbps: number;
  private readonly propagationNs: number;
  private readonly receiver: NicReceive;
  private readonly timeFactor: number;

  constructor(machine: Machine, lineRateGbps: number, propagationNs: number, receiver: NicReceive, timeFactor: number) {
    super();
    this.machine = machine;
    this.lineRateGbps = lineRateGbps;
    this.propagationNs = propagationNs;
    this.receiver = receiver;
    this.timeFactor = timeFactor;
    machine.loop.add(this);
    const onWire = Math.ceil(propagationNs / wireNs(SMALLEST_FRAME_BYTES, 1, lineRateGbps));
    this.queue = new Ring(
      {
        name: 'peer',
        capacity: PEER_QUEUE_FRAMES + Math.min(onWire, LONGEST_WIRE_FRAMES),
        waitStage: Stage.wire,
        dropSlot: machine.ledger.slot('drop', 'peer (above line rate)'),
        signal: null,
        whenFull: 'drop',
      },
      machine.flows,
    );
  }

  /** The peer sends the frame. */
  send(packet: number): void {
    const { packets, loop } = this.machine;
    if (!this.queue.full) {
      const lengthNs = wireNs(packets.bytes[packet], packets.frames[packet], this.lineRateGbps) * this.timeFactor;
      this.freeNs = Math.max(this.freeNs, loop.nowNs) + lengthNs;
      this.busyNs += lengthNs;
      packets.dueNs[packet] = this.freeNs + this.propagationNs;
      if (this.queue.length === 0) loop.schedule(this, packets.dueNs[packet]);
    }
    this.queue.push(packet);
  }

  override handle(): void {
    const { packets, loop } = this.machine;
    const packet = this.queue.shift();
    packets.endStage(packet, Stage.wire, loop.nowNs);
    if (this.queue.length > 0) loop.schedule(this, packets.dueNs[this.queue.peek()]);
    this.receiver.receive(packet);
  }
}

/**
 * Closed loop: a client with n requests outstanding against one server VM. The client is the ideal peer on the wire, or a client VM.
 * A request's packet becomes its answer, so that the latency is that of the whole transaction and its stages add up to it.
 */
import type { Traffic } from '../../../shared/scenario/schema.ts';
import { Component } from '../kernel/event-loop.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import { TimerQueue } from '../kernel/timer-queue.ts';
import { FRAME_OVERHEAD_BYTES } from '../model/ethernet.ts';
import type { FlowEndpoint } from '../model/flow-table.ts';
import type { Machine, VirtualMachine } from '../model/machine.ts';
import { sendFromPeer, sendFromVm } from './entry.ts';

/** A handshake's or a closing segment on the wire, bytes: TCP header with options. */
const HANDSHAKE_BYTES = 78;
/** Tags of the packets of a connection that lives for one request; the request and its answer have REQUEST. All are below 0: nothing is merged. */
const REQUEST = -1;
const SYNCHRONIZE = -2;
const SYNCHRONIZE_ACKNOWLEDGE = -3;
const ACKNOWLEDGE = -4;
const FINISH = -5;

/** What the client does next, when its timer ends; the rest of a timer's number is the slot. */
const OPEN = 0;
const ASK = 1;
const CLOSE = 2;
const KINDS = 3;

/** First requests are spread over this time, ns, so that they do not arrive as one burst. */
const START_SPREAD_NS = 200_000;

export class RequestClient extends Component implements FlowEndpoint {
  private readonly timers = new TimerQueue();
  private readonly thinking: RandomStream;
  private readonly flow: number;
  private readonly responseFrames: number;
  private readonly clientNs: number;

  private readonly machine: Machine;
  private readonly traffic: Extract<Traffic, { kind: 'request-response' }>;
  private readonly server: VirtualMachine;
  /** null: the peer on the wire asks. */
  private readonly client: VirtualMachine | null;

  constructor(
    machine: Machine,
    name: string,
    traffic: Extract<Traffic, { kind: 'request-response' }>,
    server: VirtualMachine,
    client: VirtualMachine | null,
  ) {
    super();
    this.machine = machine;
    this.traffic = traffic;
    this.server = server;
    this.client = client;
    machine.loop.add(this);
    this.flow = machine.flows.add(this);
    this.thinking = machine.stream(`think ${name}`);
    this.clientNs = traffic.clientUs * 1000;
    this.responseFrames = Math.ceil(traffic.responseBytes / (traffic.mtuBytes + FRAME_OVERHEAD_BYTES));
  }

  start(): void {
    for (let slot = 0; slot < this.traffic.outstanding; slot++) this.timers.push(this.thinking.uniform() * START_SPREAD_NS, slot * KINDS);
    this.machine.loop.schedule(this, this.timers.earliestNs);
  }

  override handle(): void {
    while (this.timers.earliestNs <= this.machine.loop.nowNs) this.act(this.timers.pop());
    this.wait();
  }

  /** The server has served the request (it becomes the answer), or the client VM has the answer. */
  arriveAtGuest(packet: number): void {
    const { packets, ledger } = this.machine;
    if (packets.control[packet]) {
      this.segmentArrives(packet);
      return;
    }
    if (packets.destination[packet] !== this.server.index) {
      this.finish(packet);
      return;
    }
    ledger.deliver(packet);
    packets.bytes[packet] = this.traffic.responseBytes;
    packets.frames[packet] = this.responseFrames;
    packets.destination[packet] = this.client ? this.client.index : -1;
    ledger.offer(packet);
    sendFromVm(this.machine, this.server, packet);
  }

  arriveAtPeer(packet: number): void {
    if (this.machine.packets.control[packet]) this.segmentArrives(packet);
    else this.finish(packet);
  }

  onLost(packet: number): void {
    const { packets } = this.machine;
    // The answer or the next segment covers a lost acknowledgement.
    if (packets.control[packet] && packets.tag[packet] <= ACKNOWLEDGE) return;
    this.again(this.machine.packets.connection[packet], this.machine.loop.nowNs + this.traffic.retryMs * 1e6);
  }

  private act(timer: number): void {
    const kind = timer % KINDS;
    const slot = (timer - kind) / KINDS;
    if (this.traffic.connection === 'kept' || kind === ASK) this.request(slot);
    else if (kind === OPEN) this.sendSegment(slot, SYNCHRONIZE, true);
    else {
      this.sendSegment(slot, FINISH, true);
      this.again(slot, this.machine.loop.nowNs + this.clientNs + this.pauseNs());
    }
  }

  /** A segment without data of a connection that lives for one request. */
  private segmentArrives(packet: number): void {
    const { packets } = this.machine;
    const slot = packets.connection[packet];
    const tag = packets.tag[packet];
    packets.release(packet);
    if (tag === SYNCHRONIZE) this.sendSegment(slot, SYNCHRONIZE_ACKNOWLEDGE, false);
    else if (tag === FINISH) this.sendSegment(slot, ACKNOWLEDGE, false);
    else if (tag === SYNCHRONIZE_ACKNOWLEDGE) {
      this.sendSegment(slot, ACKNOWLEDGE, true);
      this.later(slot, ASK);
    }
  }

  private sendSegment(slot: number, tag: number, fromClient: boolean): void {
    const { packets } = this.machine;
    const destination = fromClient ? this.server.index : this.client ? this.client.index : -1;
    const packet = packets.allocate(HANDSHAKE_BYTES, 1, this.flow, this.server.index, destination, slot);
    packets.control[packet] = 1;
    packets.tag[packet] = tag;
    const sender = fromClient ? this.client : this.server;
    if (sender) sendFromVm(this.machine, sender, packet);
    else sendFromPeer(this.machine, this.server, packet);
  }

  private request(slot: number): void {
    const { packets, ledger } = this.machine;
    const packet = packets.allocate(this.traffic.requestBytes, 1, this.flow, this.server.index, this.server.index, slot);
    packets.tag[packet] = REQUEST;
    ledger.offer(packet);
    if (this.client) sendFromVm(this.machine, this.client, packet);
    else sendFromPeer(this.machine, this.server, packet);
  }

  private finish(packet: number): void {
    const { packets, ledger } = this.machine;
    const slot = packets.connection[packet];
    const arrivedNs = packets.stampNs[packet];
    ledger.deliver(packet);
    ledger.recordLatency(packet);
    packets.release(packet);
    if (this.traffic.connection === 'each-request') {
      // The answer carried the server's FIN.
      for (let frames = 2; frames <= this.responseFrames; frames += 2) this.sendSegment(slot, ACKNOWLEDGE, true);
      this.later(slot, CLOSE);
    } else this.again(slot, arrivedNs + this.pauseNs());
  }

  private pauseNs(): number {
    return this.traffic.thinkUs > 0 ? this.thinking.exponential(this.traffic.thinkUs * 1000) : 0;
  }

  /** The slot is free: its next request follows. */
  protected again(slot: number, atNs: number): void {
    this.timers.push(atNs, slot * KINDS + OPEN);
    this.wait();
  }

  /** The client takes its next step with the connection. */
  private later(slot: number, kind: number): void {
    this.timers.push(this.machine.loop.nowNs + this.clientNs, slot * KINDS + kind);
    this.wait();
  }

  private wait(): void {
    const { loop } = this.machine;
    if (this.timers.length > 0) loop.scheduleBy(this, Math.max(loop.nowNs, this.timers.earliestNs));
  }
}

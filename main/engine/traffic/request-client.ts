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

/** First requests are spread over this time, ns, so that they do not arrive as one burst. */
const START_SPREAD_NS = 200_000;

export class RequestClient extends Component implements FlowEndpoint {
  private readonly timers = new TimerQueue();
  private readonly thinking: RandomStream;
  private readonly flow: number;
  private readonly responseFrames: number;

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
    this.responseFrames = Math.ceil(traffic.responseBytes / (traffic.mtuBytes + FRAME_OVERHEAD_BYTES));
  }

  start(): void {
    for (let slot = 0; slot < this.traffic.outstanding; slot++) this.timers.push(this.thinking.uniform() * START_SPREAD_NS, slot);
    this.machine.loop.schedule(this, this.timers.earliestNs);
  }

  override handle(): void {
    while (this.timers.earliestNs <= this.machine.loop.nowNs) this.ask(this.timers.pop());
    this.wait();
  }

  /** The server has served the request (it becomes the answer), or the client VM has the answer. */
  arriveAtGuest(packet: number): void {
    const { packets, ledger } = this.machine;
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
    this.finish(packet);
  }

  onLost(packet: number): void {
    this.again(this.machine.packets.connection[packet], this.machine.loop.nowNs + this.traffic.retryMs * 1e6);
  }

  private ask(slot: number): void {
    const { packets, ledger } = this.machine;
    const packet = packets.allocate(this.traffic.requestBytes, 1, this.flow, this.server.index, this.server.index, slot);
    packets.tag[packet] = -1;
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
    this.again(slot, arrivedNs + (this.traffic.thinkUs > 0 ? this.thinking.exponential(this.traffic.thinkUs * 1000) : 0));
  }

  private again(slot: number, atNs: number): void {
    this.timers.push(atNs, slot);
    this.wait();
  }

  private wait(): void {
    const { loop } = this.machine;
    if (this.timers.length > 0) loop.scheduleBy(this, Math.max(loop.nowNs, this.timers.earliestNs));
  }
}

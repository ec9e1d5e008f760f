/**
 * The transmit side of a NIC port: doorbells, descriptor and data reads over PCIe, the arbiter among queues (in turns, weighted, rate-limited),
 * the wire, and the embedded switch for frames that stay inside the device.
 */
import { Component } from '../kernel/event-loop.ts';
import { Fifo } from '../kernel/fifo.ts';
import type { Context } from './context.ts';
import type { DmaBuffers } from './dma-buffers.ts';
import { wireNs } from './ethernet.ts';
import type { InterruptVector } from './interrupt.ts';
import type { Machine } from './machine.ts';
import type { NicReceive } from './nic-receive.ts';
import { transmitToDeviceBytes, transmitToHostBytes, type PcieDirection } from './pcie.ts';
import type { Ring } from './ring.ts';
import type { Output } from './output.ts';
import type { Service } from './service.ts';
import { Stage } from './stage.ts';

export interface NicTransmitOptions {
  readonly lineRateGbps: number;
  readonly propagationNs: number;
  readonly packetRateLimitPps: number;
  readonly embeddedSwitchPps: number;
  readonly arbiter: 'round-robin' | 'weighted';
  readonly readLatencyNs: number;
  readonly readByteNs: number;
  /** Way of a frame through the device, ns; takes nothing from its rate. */
  readonly deviceNs: number;
  readonly toDevice: PcieDirection;
  readonly toHost: PcieDirection;
  readonly timeFactor: number;
}

/** Bytes that a queue of weight 1 may send in each round of the weighted arbiter. */
const QUANTUM_BYTES = 1538;

export interface TransmitQueueOptions {
  /** Share of the port under the weighted arbiter. */
  readonly weight: number;
  /** Mbit/s of frame bytes, or infinity. */
  readonly rateLimitMbps: number;
  /** Told of completions; null: the driver looks by itself. */
  readonly vector: InterruptVector | null;
  readonly buffers: DmaBuffers;
  /** Bus time of the driver's doorbell write, ns, and its account. */
  readonly doorbellNs: number;
  readonly doorbellSlot: number;
}

/** A transmit queue: what a driver pushes into. The consumer is the NIC. */
export class TransmitQueue implements Output {
  deficitBytes = 0;
  /** Earliest start of the next frame under the queue's rate limit. */
  allowedNs = 0;
  active = false;

  readonly ring: Ring;
  readonly nic: NicTransmit;
  readonly weight: number;
  readonly rateLimitMbps: number;
  readonly vector: InterruptVector | null;
  readonly buffers: DmaBuffers;
  private readonly doorbellNs: number;
  private readonly doorbellSlot: number;

  constructor(ring: Ring, nic: NicTransmit, options: TransmitQueueOptions) {
    this.ring = ring;
    this.nic = nic;
    this.weight = options.weight;
    this.rateLimitMbps = options.rateLimitMbps;
    this.vector = options.vector;
    this.buffers = options.buffers;
    this.doorbellNs = options.doorbellNs;
    this.doorbellSlot = options.doorbellSlot;
  }

  room(): number {
    return this.ring.room();
  }

  push(packet: number): void {
    this.nic.prepare(packet, this.buffers);
    this.ring.push(packet);
  }

  flush(producer: Context | null): void {
    if (this.ring.length === 0) return;
    producer?.oweMemory(this.doorbellSlot, this.doorbellNs);
    this.nic.activate(this);
  }

  wait(service: Service): void {
    this.ring.wait(service);
  }
}

export class NicTransmit extends Component {
  busyNs = 0;
  private readonly activeQueues = new Fifo<TransmitQueue>();
  private sending = -1;
  private sendingQueue: TransmitQueue | null = null;
  private readonly packetNs: number;
  private readonly switchNs: number;

  private readonly machine: Machine;
  private readonly options: NicTransmitOptions;
  /** Where frames for a VM of the same device go: the receive side, past the wire. */
  private readonly loopback: NicReceive;
  /** Whether the device itself forwards between its functions. */
  readonly switchesInside: boolean;

  constructor(machine: Machine, options: NicTransmitOptions, loopback: NicReceive, switchesInside: boolean) {
    super();
    this.machine = machine;
    this.options = options;
    this.loopback = loopback;
    this.switchesInside = switchesInside;
    machine.loop.add(this);
    this.packetNs = (1e9 / options.packetRateLimitPps) * options.timeFactor;
    this.switchNs = (1e9 / options.embeddedSwitchPps) * options.timeFactor;
  }

  /** Sets when the frame's data can be in the NIC: descriptor read, then data read, from the time at which their addresses are known. */
  prepare(packet: number, buffers: DmaBuffers): void {
    const { packets, loop } = this.machine;
    const bytes = packets.bytes[packet];
    const firstBytes = bytes / packets.frames[packet];
    packets.dueNs[packet] =
      buffers.translate(loop.nowNs, bytes) +
      this.options.deviceNs +
      2 * this.options.readLatencyNs +
      Math.max(0, firstBytes - 64) * this.options.readByteNs;
  }

  activate(queue: TransmitQueue): void {
    if (queue.active) return;
    queue.active = true;
    this.activeQueues.push(queue);
    if (this.sending < 0) this.pick();
  }

  override handle(): void {
    const packet = this.sending;
    if (packet >= 0) {
      this.sending = -1;
      this.finish(packet);
    }
    if (this.sending < 0) this.pick();
  }

  private finish(packet: number): void {
    const { packets, flows, loop } = this.machine;
    const bytes = packets.bytes[packet];
    this.sendingQueue?.vector?.sent(bytes);
    if (this.switchesInside && packets.destination[packet] >= 0) {
      packets.endStage(packet, Stage.nic, loop.nowNs);
      this.loopback.receive(packet);
      return;
    }
    if (packets.destination[packet] >= 0) {
      // Another device of the host: over the wire and an outside switch.
      this.machine.linkTo(packets.destination[packet]).send(packet);
      return;
    }
    packets.endStage(packet, Stage.wire, loop.nowNs + this.options.propagationNs);
    flows.arriveAtPeer(packet);
  }

  /** Starts the next frame, or waits for the first one that may start. */
  private pick(): void {
    const { packets, loop } = this.machine;
    const { nowNs } = loop;
    let earliestNs = Number.POSITIVE_INFINITY;
    for (let visited = this.activeQueues.length * 2; visited > 0 && this.activeQueues.length > 0; visited--) {
      const queue = this.activeQueues.at(0);
      const packet = queue.ring.peek();
      const readyNs = Math.max(packets.dueNs[packet], queue.allowedNs);
      if (readyNs > nowNs) {
        earliestNs = Math.min(earliestNs, readyNs);
        this.rotate();
        continue;
      }
      if (this.options.arbiter === 'weighted') {
        if (queue.deficitBytes < packets.bytes[packet]) {
          queue.deficitBytes += QUANTUM_BYTES * queue.weight;
          earliestNs = nowNs;
          this.rotate();
          continue;
        }
        queue.deficitBytes -= packets.bytes[packet];
      }
      this.start(queue);
      return;
    }
    if (earliestNs < Number.POSITIVE_INFINITY) loop.schedule(this, earliestNs);
  }

  private start(queue: TransmitQueue): void {
    const { packets, loop } = this.machine;
    const { nowNs } = loop;
    const packet = queue.ring.shift();
    const bytes = packets.bytes[packet];
    const frames = packets.frames[packet];
    packets.endStage(packet, Stage.transmitRing, nowNs);
    if (queue.rateLimitMbps < Number.POSITIVE_INFINITY)
      queue.allowedNs = Math.max(queue.allowedNs, nowNs - 1e5) + (bytes * 8000) / queue.rateLimitMbps;
    if (queue.ring.length === 0) {
      queue.active = false;
      queue.deficitBytes = 0;
      this.activeQueues.shift();
    } else if (this.options.arbiter === 'round-robin') this.rotate();
    const inside = this.switchesInside && packets.destination[packet] >= 0;
    const readNs = this.options.toDevice.move(nowNs, transmitToDeviceBytes(bytes));
    this.options.toHost.move(nowNs, transmitToHostBytes(bytes));
    const onWireNs = inside
      ? frames * this.switchNs
      : Math.max(frames * this.packetNs, wireNs(bytes, frames, this.options.lineRateGbps) * this.options.timeFactor);
    const doneNs = Math.max(readNs, nowNs + onWireNs);
    this.busyNs += inside ? 0 : onWireNs;
    this.sending = packet;
    this.sendingQueue = queue;
    queue.ring.releaseWaiting();
    loop.schedule(this, doneNs);
  }

  private rotate(): void {
    const queue = this.activeQueues.shift();
    if (queue) this.activeQueues.push(queue);
  }
}

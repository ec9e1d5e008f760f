/**
 * The receive side of a NIC port: FIFO, classifier, packet-rate limit, DMA over PCIe through the IOMMU, and the descriptor ring of the queue.
 * A frame that finds no room in the FIFO or no descriptor is dropped by the hardware, at no cost to any core.
 */
import { Component } from '../kernel/event-loop.ts';
import type { DmaBuffers } from './dma-buffers.ts';
import type { InterruptVector } from './interrupt.ts';
import type { Machine } from './machine.ts';
import { receiveToHostBytes, type PcieDirection } from './pcie.ts';
import { Ring } from './ring.ts';
import { Stage } from './stage.ts';

export interface ReceiveQueue {
  readonly ring: Ring;
  /** null: the driver polls. */
  readonly vector: InterruptVector | null;
  readonly buffers: DmaBuffers;
}

export interface NicReceiveOptions {
  readonly packetRateLimitPps: number;
  readonly fifoBytes: number;
  readonly writeLatencyNs: number;
  /** Way of a frame through the device, ns; takes nothing from its rate. */
  readonly deviceNs: number;
  readonly toHost: PcieDirection;
  readonly timeFactor: number;
}

export class NicReceive extends Component {
  busyNs = 0;
  /** Chooses the queue of a packet: by VM and connection. Set by the technique. */
  classify: (packet: number) => ReceiveQueue;
  private readonly dma: Ring;
  private readonly queueOf: ReceiveQueue[] = [];
  private readonly fifoDropSlot: number;
  private freeNs = 0;
  private fifoBytes = 0;
  private readonly packetNs: number;

  private readonly machine: Machine;
  private readonly options: NicReceiveOptions;

  constructor(machine: Machine, options: NicReceiveOptions) {
    super();
    this.machine = machine;
    this.options = options;
    machine.loop.add(this);
    this.packetNs = (1e9 / options.packetRateLimitPps) * options.timeFactor;
    this.fifoDropSlot = machine.ledger.slot('drop', 'NIC FIFO');
    this.dma = new Ring(
      { name: 'DMA', capacity: 65536, waitStage: Stage.nic, dropSlot: this.fifoDropSlot, signal: null, whenFull: 'drop' },
      machine.flows,
    );
    this.classify = () => {
      throw new Error('The technique has set no classifier.');
    };
  }

  /** A frame has arrived in whole. */
  receive(packet: number): void {
    const { packets, flows, loop } = this.machine;
    const bytes = packets.bytes[packet];
    if (this.fifoBytes + bytes > Math.max(bytes, this.options.fifoBytes)) {
      flows.lose(packet, this.fifoDropSlot);
      return;
    }
    const queue = this.classify(packet);
    if (queue.ring.full) {
      flows.lose(packet, queue.ring.dropSlot);
      return;
    }
    queue.ring.reserved++;
    this.fifoBytes += bytes;
    this.queueOf[packet] = queue;
    const frames = packets.frames[packet];
    const startNs = Math.max(loop.nowNs, this.freeNs);
    this.freeNs = startNs + frames * this.packetNs;
    this.busyNs += frames * this.packetNs;
    const movedNs = this.options.toHost.move(queue.buffers.translate(startNs, bytes), receiveToHostBytes(bytes));
    const dueNs = Math.max(this.freeNs, movedNs) + this.options.writeLatencyNs + this.options.deviceNs;
    packets.dueNs[packet] = this.dma.length > 0 ? Math.max(dueNs, this.lastDueNs) : dueNs;
    this.lastDueNs = packets.dueNs[packet];
    this.dma.push(packet);
    if (this.dma.length === 1) loop.schedule(this, this.lastDueNs);
  }
  private lastDueNs = 0;

  override handle(): void {
    const { packets, loop } = this.machine;
    const packet = this.dma.shift();
    const queue = this.queueOf[packet];
    const bytes = packets.bytes[packet];
    this.fifoBytes -= bytes;
    packets.endStage(packet, Stage.nic, loop.nowNs);
    queue.ring.reserved--;
    queue.vector?.received(bytes);
    queue.ring.push(packet);
    queue.ring.flush(null);
    if (this.dma.length > 0) loop.schedule(this, packets.dueNs[this.dma.peek()]);
  }
}

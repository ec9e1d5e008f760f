/**
 * The device of a DMA benchmark (pcie-bench: Neugebauer et al., SIGCOMM 2018): reads and writes host memory over PCIe and through the IOMMU, one transfer
 * at a time or as many as it keeps in flight.
 *
 * A read takes the DMA engine for each request, the link to the host, the IOMMU, the root complex, the link back and the way inside the device. A write
 * takes the engine for itself and for each piece, a small queue of packets to the link, the link and the IOMMU; it counts as done when the host has made
 * room for the next. Times inside the device are constant.
 */
import type { DmaTransfers } from '../../../shared/scenario/schema.ts';
import { Component, type EventLoop } from '../kernel/event-loop.ts';
import { Histogram } from '../kernel/histogram.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import { TimerQueue } from '../kernel/timer-queue.ts';
import type { DmaWindow } from './dma-window.ts';
import type { Iommu } from './iommu.ts';
import {
  MAX_PAYLOAD_BYTES,
  packetPayload,
  READ_REQUEST_BYTES,
  READ_REQUEST_LIMIT_BYTES,
  requestCompletionBytes,
  writePacketBytes,
  type PcieDirection,
} from './pcie.ts';

export interface DmaDeviceOptions {
  readonly transfers: DmaTransfers;
  /** Transfers in flight. */
  readonly inFlight: number;
  readonly toHost: PcieDirection;
  readonly toDevice: PcieDirection;
  /** null: addresses are not translated. */
  readonly iommu: Iommu | null;
  readonly window: DmaWindow;
  /** Root complex and cache, ns. */
  readonly readNs: number;
  readonly writeNs: number;
  /** Added to a read whose line is not in the cache, how long memory does not answer while it refreshes, and how likely the line is in the cache. */
  readonly memoryNs: number;
  readonly refreshNs: number;
  readonly cacheHitRatio: number;
  /** How likely a read finds the root complex blocked, and how long it is, ns. */
  readonly blocked: number;
  readonly blockNs: number;
  /** Added on the way to the other socket, and the blocking of that way; 0 for the own socket. */
  readonly remoteNs: number;
  readonly remoteBlocked: number;
  readonly remoteBlockNs: number;
  /** The engine's time for each read request, each write, each piece of it and each byte that costs, the latency of a command, and the way inside the device, ns. */
  readonly readRequestNs: number;
  readonly writeCommandNs: number;
  readonly writePieceNs: number;
  readonly writeByteNs: number;
  readonly commandNs: number;
  readonly innerByteNs: number;
  /** Packets of writes that wait for the link. */
  readonly writeQueuePackets: number;
  readonly clockStepNs: number;
  /** Random numbers of the clock and of memory. */
  readonly clockStream: RandomStream;
  readonly memoryStream: RandomStream;
}

/** Where the time of a transfer goes. */
export const dmaStages = ['DMA engine', 'PCIe to host', 'IOMMU', 'root complex and memory', 'PCIe to device', 'device memory'] as const;
const Stage = { engine: 0, toHost: 1, iommu: 2, memory: 3, toDevice: 4, inner: 5 } as const;

/** Bytes of a word of the device's buses: a request of other lengths takes its engine twice. */
const WORD_BYTES = 8;
/** Bytes that the engine takes from the device's memory at once for a write, and those among them that cost no time of their own. */
const PIECE_BYTES = 128;
const FREE_PIECE_BYTES = 64;
/** The root complex answers reads of at most the largest payload by the cache line, longer ones by the largest payload. */
const LINE_BYTES = 64;

/** Mean time from one refresh of a rank of memory to the next, ns: tREFI of JEDEC's DDR3 and DDR4 (JESD79-3, JESD79-4) up to 85 degrees C. */
const REFRESH_INTERVAL_NS = 7800;

/** Kinds of a slot's next event. */
const DATA_READY = 0;
const DONE = 1;

/** Counters of the device, in the order in which a snapshot holds them; the stages' sums follow. */
export const DmaCount = { issued: 0, done: 1, bytes: 2, latencySumNs: 3, engineBusyNs: 4, waitingNs: 5, stages: 6 } as const;

export class DmaDevice extends Component {
  readonly counts = new Float64Array(DmaCount.stages + dmaStages.length);
  readonly latencies = new Histogram();
  private readonly timers = new TimerQueue();
  /** By slot: start, address, and the times of its stages. */
  private readonly startNs: Float64Array;
  private readonly address: Int32Array;
  private readonly stageNs: Float64Array;
  private engineFreeNs = 0;
  private visibleNs = 0;
  /** When the last few packets of writes had left, in turn. */
  private readonly leftNs: Float64Array;
  private packets = 0;

  private readonly loop: EventLoop;
  private readonly options: DmaDeviceOptions;
  private readonly alone: boolean;

  constructor(loop: EventLoop, options: DmaDeviceOptions) {
    super();
    this.loop = loop;
    this.options = options;
    this.alone = options.transfers.measure === 'latency';
    this.startNs = new Float64Array(options.inFlight);
    this.address = new Int32Array(options.inFlight);
    this.stageNs = new Float64Array(options.inFlight * dmaStages.length);
    this.leftNs = new Float64Array(options.writeQueuePackets);
    loop.add(this);
  }

  start(): void {
    for (let slot = 0; slot < this.options.inFlight; slot++) this.issue(slot, 0);
    this.loop.schedule(this, this.timers.earliestNs);
  }

  override handle(): void {
    const { nowNs } = this.loop;
    const event = this.timers.pop();
    const slot = event >> 1;
    if ((event & 1) === DATA_READY) this.fetch(slot, nowNs);
    else this.finish(slot, nowNs);
    this.loop.schedule(this, this.timers.earliestNs);
  }

  private issue(slot: number, nowNs: number): void {
    const { transfers, window } = this.options;
    this.counts[DmaCount.issued]++;
    this.startNs[slot] = nowNs;
    const address = window.nextAddress();
    this.address[slot] = address;
    this.stageNs.fill(0, slot * dmaStages.length, (slot + 1) * dmaStages.length);
    switch (transfers.operation) {
      case 'write':
        this.timers.push(this.write(slot, nowNs, address), 2 * slot + DONE);
        break;
      case 'write-then-read':
        this.read(slot, this.write(slot, nowNs, address), address, 1);
        break;
      case 'read':
      case 'command-read':
        this.read(slot, nowNs, address, this.options.cacheHitRatio);
        break;
    }
  }

  /** Sends the requests of a read; its data is ready when the first of them has been answered, and the others keep the link busy behind it. */
  private read(slot: number, nowNs: number, address: number, cacheHitRatio: number): void {
    const { transfers, toHost, iommu, window, readNs } = this.options;
    let firstNs = -1;
    let engineNs = nowNs;
    const { transferBytes } = transfers;
    const requests = Math.ceil(transferBytes / READ_REQUEST_LIMIT_BYTES);
    for (let request = 0; request < requests; request++) {
      const turns = packetPayload(transferBytes, READ_REQUEST_LIMIT_BYTES, request) % WORD_BYTES === 0 ? 1 : 2;
      const sentNs = transfers.operation === 'command-read' ? nowNs : this.engine(nowNs, turns * this.options.readRequestNs);
      const arrivesNs = toHost.move(sentNs, READ_REQUEST_BYTES);
      if (firstNs >= 0) continue;
      engineNs = sentNs;
      firstNs = arrivesNs;
    }
    const knownNs = window.translate(iommu, firstNs, address);
    const readyNs = knownNs + readNs + this.blockedNs() + this.memoryNs(cacheHitRatio);
    this.note(slot, Stage.engine, engineNs - nowNs);
    this.note(slot, Stage.toHost, firstNs - engineNs);
    this.note(slot, Stage.iommu, knownNs - firstNs);
    this.note(slot, Stage.memory, readyNs - knownNs);
    this.timers.push(readyNs, 2 * slot + DATA_READY);
  }

  /** The data of a read comes over the link and goes into the device's memory. */
  private fetch(slot: number, nowNs: number): void {
    const { transfers, toDevice } = this.options;
    const { transferBytes, operation } = transfers;
    const requests = Math.ceil(transferBytes / READ_REQUEST_LIMIT_BYTES);
    const blockBytes = transferBytes > MAX_PAYLOAD_BYTES ? MAX_PAYLOAD_BYTES : LINE_BYTES;
    let tlpBytes = 0;
    let address = this.address[slot];
    for (let request = 0; request < requests; request++) {
      const bytes = packetPayload(transferBytes, READ_REQUEST_LIMIT_BYTES, request);
      tlpBytes += requestCompletionBytes(address, bytes, blockBytes);
      address += bytes;
    }
    const movedNs = toDevice.move(nowNs, tlpBytes);
    const innerNs = operation === 'command-read' ? 0 : transferBytes * this.options.innerByteNs;
    this.note(slot, Stage.toDevice, movedNs - nowNs);
    this.note(slot, Stage.inner, innerNs);
    this.timers.push(movedNs + innerNs, 2 * slot + DONE);
  }

  /** Sends the packets of a write; returns the time at which it is visible to the host. Writes do not overtake each other. */
  private write(slot: number, nowNs: number, address: number): number {
    const { transfers, toHost, iommu, window, writeNs } = this.options;
    const { transferBytes } = transfers;
    const packets = Math.ceil(transferBytes / MAX_PAYLOAD_BYTES);
    let engineNs = nowNs;
    let leftNs = nowNs;
    for (let packet = 0; packet < packets; packet++) {
      const place = this.packets++ % this.leftNs.length;
      const bytes = packetPayload(transferBytes, MAX_PAYLOAD_BYTES, packet);
      const lengthNs = (packet === 0 ? this.options.writeCommandNs : 0) + this.piecesNs(bytes);
      engineNs = Math.max(this.engine(nowNs, lengthNs), this.leftNs[place]);
      this.engineFreeNs = engineNs;
      leftNs = toHost.move(engineNs, writePacketBytes(bytes));
      this.leftNs[place] = leftNs;
    }
    const knownNs = window.translate(iommu, leftNs, address);
    this.visibleNs = Math.max(this.visibleNs, knownNs + writeNs + this.remoteNs());
    this.note(slot, Stage.engine, engineNs - nowNs);
    this.note(slot, Stage.toHost, leftNs - engineNs);
    this.note(slot, Stage.iommu, knownNs - leftNs);
    this.note(slot, Stage.memory, this.visibleNs - knownNs);
    return this.visibleNs;
  }

  /** The engine works for `lengthNs`; returns when it has. */
  private engine(nowNs: number, lengthNs: number): number {
    this.counts[DmaCount.engineBusyNs] += lengthNs;
    this.engineFreeNs = Math.max(this.engineFreeNs, nowNs) + lengthNs;
    return this.engineFreeNs;
  }

  /** The engine's time for the pieces of a packet of a write. */
  private piecesNs(bytes: number): number {
    const { writePieceNs, writeByteNs } = this.options;
    const pieces = Math.ceil(bytes / PIECE_BYTES);
    const last = bytes - (pieces - 1) * PIECE_BYTES;
    const costly = (pieces - 1) * (PIECE_BYTES - FREE_PIECE_BYTES) + Math.max(0, last - FREE_PIECE_BYTES);
    return pieces * writePieceNs + costly * writeByteNs;
  }

  /** What a read waits for memory: of the other socket as long from its cache, and its blocking contains refreshes; of the own one where the line is not in the cache. */
  private memoryNs(cacheHitRatio: number): number {
    const { transfers, memoryNs, memoryStream } = this.options;
    if (transfers.socket === 'remote') return this.remoteNs();
    const isCached = cacheHitRatio >= 1 || memoryStream.uniform() < cacheHitRatio;
    return isCached ? 0 : memoryNs + this.refreshNs();
  }

  /** Where the root complex is blocked, a uniform rest of that. */
  private blockedNs(): number {
    const { blocked, blockNs, memoryStream } = this.options;
    if (blocked === 0) return 0;
    return memoryStream.uniform() < blocked ? memoryStream.uniform() * blockNs : 0;
  }

  /** Where memory finds its rank in refresh, a uniform rest of that. */
  private refreshNs(): number {
    const { refreshNs, memoryStream } = this.options;
    const refreshes = memoryStream.uniform() < refreshNs / REFRESH_INTERVAL_NS;
    return refreshes ? memoryStream.uniform() * refreshNs : 0;
  }

  /** What the way to the other socket adds: where it is blocked, a uniform rest of the blocking as well. */
  private remoteNs(): number {
    const { transfers, remoteNs, remoteBlocked, remoteBlockNs, memoryStream } = this.options;
    if (transfers.socket === 'local') return 0;
    const isBlocked = memoryStream.uniform() < remoteBlocked;
    return remoteNs + (isBlocked ? memoryStream.uniform() * remoteBlockNs : 0);
  }

  private finish(slot: number, nowNs: number): void {
    const { transfers, clockStepNs, clockStream } = this.options;
    const startNs = this.startNs[slot];
    const commandNs = this.alone && transfers.operation !== 'command-read' ? this.options.commandNs : 0;
    const latencyNs = nowNs - startNs + commandNs;
    this.note(slot, Stage.engine, commandNs);
    this.counts[DmaCount.done]++;
    this.counts[DmaCount.bytes] += transfers.operation === 'write-then-read' ? 2 * transfers.transferBytes : transfers.transferBytes;
    this.counts[DmaCount.latencySumNs] += latencyNs;
    const at = slot * dmaStages.length;
    for (let stage = 0; stage < dmaStages.length; stage++) this.counts[DmaCount.stages + stage] += this.stageNs[at + stage];
    this.counts[DmaCount.waitingNs] += this.stageNs[at + Stage.memory];
    this.latencies.add(this.alone ? clockReading(startNs, latencyNs, clockStepNs) : latencyNs);
    // A transfer that is measured alone begins at any moment of the device's clock.
    this.issue(slot, this.alone ? nowNs + commandNs + clockStream.uniform() * clockStepNs : nowNs);
  }

  private note(slot: number, stage: number, ns: number): void {
    this.stageNs[slot * dmaStages.length + stage] += ns;
  }
}

/** A length of time as a clock shows it that goes forward in steps. */
function clockReading(startNs: number, lengthNs: number, stepNs: number): number {
  if (stepNs === 0) return lengthNs;
  return (Math.floor((startNs + lengthNs) / stepNs) - Math.floor(startNs / stepNs)) * stepNs;
}

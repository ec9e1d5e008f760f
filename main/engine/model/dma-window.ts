/** The host memory that a DMA benchmark touches: where each transfer begins, and which of its I/O pages it needs. */
import type { DmaTransfers } from '../../../shared/scenario/schema.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { Iommu } from './iommu.ts';

const LINE_BYTES = 64;
/** A request must not cross a boundary of this many bytes (PCIe). */
const BOUNDARY_BYTES = 4096;

export class DmaWindow {
  private next = 0;
  /** The window is cut into units: the cache lines that a transfer touches. */
  private readonly unitBytes: number;
  private readonly units: number;

  private readonly transfers: DmaTransfers;
  private readonly pageBytes: number;
  private readonly stream: RandomStream;

  constructor(transfers: DmaTransfers, pageBytes: number, stream: RandomStream) {
    this.transfers = transfers;
    this.pageBytes = pageBytes;
    this.stream = stream;
    this.unitBytes = LINE_BYTES * Math.ceil(transfers.transferBytes / LINE_BYTES);
    this.units = Math.floor((transfers.windowKib * 1024) / this.unitBytes);
  }

  /** Address of the next transfer, from the start of the window: that of a unit in which it crosses no boundary. */
  nextAddress(): number {
    let address: number;
    do address = this.unitBytes * this.nextUnit();
    while ((address % BOUNDARY_BYTES) + this.transfers.transferBytes > BOUNDARY_BYTES);
    return address;
  }

  private nextUnit(): number {
    if (this.transfers.pattern === 'random') return this.stream.integer(this.units);
    const unit = this.next;
    this.next = (unit + 1) % this.units;
    return unit;
  }

  /** Time at which the host addresses of a transfer are known. */
  translate(iommu: Iommu | null, nowNs: number, address: number): number {
    if (iommu === null) return nowNs;
    let knownNs = nowNs;
    const lastPage = Math.floor((address + this.transfers.transferBytes - 1) / this.pageBytes);
    for (let page = Math.floor(address / this.pageBytes); page <= lastPage; page++)
      knownNs = Math.max(knownNs, iommu.translate(nowNs, page));
    return knownNs;
  }
}

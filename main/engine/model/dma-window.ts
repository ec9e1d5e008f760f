/** The host memory that a DMA benchmark touches: where each transfer begins, and which of its I/O pages it needs. */
import type { DmaTransfers } from '../../../shared/scenario/schema.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { Iommu } from './iommu.ts';

const LINE_BYTES = 64;

export class DmaWindow {
  private next = 0;
  /** Cache lines at which a transfer may begin, and those that it fills. */
  private readonly starts: number;
  private readonly step: number;

  private readonly transfers: DmaTransfers;
  private readonly pageBytes: number;
  private readonly stream: RandomStream;

  constructor(transfers: DmaTransfers, pageBytes: number, stream: RandomStream) {
    this.transfers = transfers;
    this.pageBytes = pageBytes;
    this.stream = stream;
    this.step = Math.ceil(transfers.transferBytes / LINE_BYTES);
    this.starts = Math.floor((transfers.windowKib * 1024) / LINE_BYTES) - this.step + 1;
  }

  /** Address of the next transfer, from the start of the window. */
  nextAddress(): number {
    if (this.transfers.pattern === 'random') return LINE_BYTES * this.stream.integer(this.starts);
    const line = this.next;
    this.next = line + this.step < this.starts ? line + this.step : 0;
    return LINE_BYTES * line;
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

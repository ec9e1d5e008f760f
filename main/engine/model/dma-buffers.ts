/**
 * Where the descriptors and buffers of a queue lie in memory, as the IOMMU sees them: one page of descriptors, then the buffers, which the
 * driver takes in turn. Without an IOMMU addresses are known at once.
 */
import type { Iommu } from './iommu.ts';

/** Bytes of a buffer. */
export const BUFFER_BYTES = 2048;

export interface DmaBuffersOptions {
  /** null: DMA is not translated. */
  readonly iommu: Iommu | null;
  readonly firstPage: number;
  readonly pageBytes: number;
  /** Buffers of the queue: as many as descriptors. */
  readonly count: number;
}

/** Pages that a queue of so many buffers takes. */
export function pagesOf(count: number, pageBytes: number): number {
  return 1 + Math.ceil((count * BUFFER_BYTES) / pageBytes);
}

export class DmaBuffers {
  private next = 0;
  private readonly iommu: Iommu | null;
  private readonly firstPage: number;
  private readonly pageBytes: number;
  private readonly count: number;

  constructor({ iommu, firstPage, pageBytes, count }: DmaBuffersOptions) {
    this.iommu = iommu;
    this.firstPage = firstPage;
    this.pageBytes = pageBytes;
    this.count = count;
  }

  /** Takes the buffers of a frame of `bytes`; returns the time at which the addresses of its descriptor and data are known. */
  translate(nowNs: number, bytes: number): number {
    const { iommu, firstPage, pageBytes, count } = this;
    if (iommu === null) return nowNs;
    const address = this.next * BUFFER_BYTES;
    this.next = (this.next + Math.ceil(bytes / BUFFER_BYTES)) % count;
    const descriptorNs = iommu.translate(nowNs, firstPage);
    return Math.max(descriptorNs, iommu.translate(nowNs, firstPage + 1 + Math.floor(address / pageBytes)));
  }
}

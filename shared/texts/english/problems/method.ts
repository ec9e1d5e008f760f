/** What a method needs and has not, or has and does not read. */
export const method = {
  transfersIgnored: 'Only a DMA benchmark has transfers: they are ignored. Set method.kind to dma-benchmark, or remove them.',
  oneDraw: 'One draw of the costs makes no interval. Give 0 for none, or at least 2; 39 give an interval of 95 %.',
  missingList: (field: string) => `\`${field}\` is missing: give a list of 1 to 64 items.`,
  emptyList: (field: string) => `\`${field}\` is empty: give a list of 1 to 64 items.`,
  trafficIgnored: (field: string) => `A DMA benchmark has no ${field}: they are ignored. Remove them, or set method.kind to fixed-load.`,
  onlyNative: (technique: string) =>
    `A DMA benchmark measures device and host without a VM, so that ${technique} has no meaning: use native, with options.iommuMode for the IOMMU.`,
  noTransfers: 'A DMA benchmark needs its transfers: give method.dma, {} for reads of 64 bytes in a window of 8 KiB.',
  longCommandRead: (most: number, bytes: number) =>
    `A read without the DMA engine brings at most ${most} bytes, not ${bytes}: make transfers smaller or set operation to read.`,
  smallWindow: (bytes: number, windowKib: number) =>
    `A transfer of ${bytes} bytes does not fit into the window of ${windowKib} KiB: make it smaller or raise windowKib.`,
  untimedWrite:
    'Nothing answers a posted write, so that the device cannot time it: measure bandwidth, or set operation to write-then-read.',
  oneReadAtATime: 'Reads without the DMA engine go one at a time: measure latency, or set operation to read.',
  inFlightIgnored: 'Latency is measured one transfer at a time: inFlight is ignored. Remove it or measure bandwidth.',
};

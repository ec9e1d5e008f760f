import { describe, expect, it } from 'vitest';
import { dmaSchema, type DmaTransfers } from '../../../shared/scenario/schema.ts';
import { RandomStream } from '../kernel/random-stream.ts';
import { DmaWindow } from './dma-window.ts';
import { Iommu } from './iommu.ts';

function windowOf(transfers: Partial<DmaTransfers>): DmaWindow {
  return new DmaWindow(dmaSchema.parse(transfers), 4096, new RandomStream(1, 0, 'addresses'));
}

const addresses = (transfers: Partial<DmaTransfers>, count: number) => {
  const window = windowOf(transfers);
  return Array.from({ length: count }, () => window.nextAddress());
};

describe('the window of a DMA benchmark', () => {
  it('is touched at every unit of cache lines that a transfer fills', () => {
    const begun = new Set(addresses({ windowKib: 1, transferBytes: 100 }, 2000));
    expect([...begun].toSorted((one, other) => one - other)).toEqual(Array.from({ length: 8 }, (_, unit) => 128 * unit));
  });

  it.each(['random', 'sequential'] as const)('is touched where no transfer crosses a boundary of 4 KiB: %s', (pattern) => {
    const begun = new Set(addresses({ windowKib: 8, transferBytes: 1500, pattern }, 200));
    expect([...begun].toSorted((one, other) => one - other)).toEqual([0, 1536, 4608, 6144]);
  });

  it('is walked through in order and then again', () => {
    expect(addresses({ windowKib: 1, transferBytes: 300, pattern: 'sequential' }, 5)).toEqual([0, 320, 640, 0, 320]);
    expect(addresses({ windowKib: 1, transferBytes: 1024, pattern: 'sequential' }, 2)).toEqual([0, 0]);
  });

  it('translates every page of a transfer, and none without an IOMMU', () => {
    const iommu = new Iommu(64, 100, 1);
    const window = windowOf({ transferBytes: 4096, windowKib: 64 });
    expect(window.translate(null, 5, 4000)).toBe(5);
    expect(window.translate(iommu, 0, 4032)).toBe(200);
    expect(window.translate(iommu, 300, 4096)).toBe(300);
    expect([iommu.hits, iommu.misses]).toEqual([1, 2]);
  });
});

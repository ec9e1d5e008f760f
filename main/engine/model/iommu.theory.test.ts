/** The IOTLB against the window sweeps of pcie-bench (Neugebauer et al., SIGCOMM 2018; Broadwell, random 64-byte DMA reads). */
import { describe, expect, it } from 'vitest';
import { resolveCosts, findCostModel } from '../costs/models.ts';
import { RandomStream } from '../kernel/random-stream.ts';
import { Iommu } from './iommu.ts';

const ENTRIES = 64;
const WALK_NS = 291;
const WALKERS = 6;
const PAGE_BYTES = 4096;
/** Latency of a read without IOMMU, and the reads that the device keeps in flight: 54 million reads a second from a cold cache. */
const READ_NS = 574;
const IN_FLIGHT = 31;

/** Reads at random addresses of the window, so many in flight; returns ns for each read, and the hit ratio. */
function sweep(windowBytes: number, { pageBytes = PAGE_BYTES, inFlight = IN_FLIGHT } = {}): { readNs: number; hitRatio: number } {
  const iommu = new Iommu(ENTRIES, WALK_NS, WALKERS);
  const pages = new RandomStream(1, 0, `window ${windowBytes}`);
  const reads = 50_000;
  const count = Math.max(1, windowBytes / pageBytes);
  const doneNs = Array.from({ length: inFlight }, (_, slot) => slot);
  let nowNs = 0;
  for (let read = 0; read < reads; read++) {
    nowNs = Math.min(...doneNs);
    doneNs[doneNs.indexOf(nowNs)] = iommu.translate(nowNs, pages.integer(count)) + READ_NS;
  }
  return { readNs: nowNs / reads, hitRatio: iommu.hits / (iommu.hits + iommu.misses) };
}

describe('IOTLB of 64 entries with 6 walkers of 291 ns', () => {
  it.each([
    [4, 512 / 26.8],
    [256, 512 / 27.6],
    [1024, 512 / 14.3],
    [16_384, 512 / 9.9],
    [65_536, 512 / 9.8],
  ])('a window of %i KB: %f ns for each read', (windowKib, measuredNs) => {
    expect(Math.abs(sweep(windowKib * 1024).readNs / measuredNs - 1)).toBeLessThan(0.1);
  });

  it.each([64 * 1024, 256 * 1024, 1024 * 1024, 16 * 1024 * 1024])(
    'hits entries x page / window of random accesses, one at a time (%i bytes)',
    (windowBytes) => {
      const theory = Math.min(1, (ENTRIES * PAGE_BYTES) / windowBytes);
      expect(sweep(windowBytes, { inFlight: 1 }).hitRatio).toBeCloseTo(theory, 2);
    },
  );

  it('loses nothing up to 64 MB with super pages of 2 MB', () => {
    const pageBytes = 2 * 1024 * 1024;
    expect(sweep(64 * 1024 * 1024, { pageBytes }).readNs / sweep(4096).readNs).toBeCloseTo(1, 2);
  });
});

describe('the IOTLB', () => {
  it('keeps the entries used last: a loop over one page more than it holds always misses', () => {
    const iommu = new Iommu(4, 100, 1);
    for (let i = 0; i < 40; i++) iommu.translate(i * 1000, i % 5);
    expect([iommu.hits, iommu.misses]).toEqual([0, 40]);
    const single = new Iommu(1, 100, 1);
    for (const [i, page] of [1, 1, 2, 2, 1].entries()) single.translate(i * 1000, page);
    expect([single.hits, single.misses]).toEqual([2, 3]);
    const fitting = new Iommu(4, 100, 1);
    for (let i = 0; i < 40; i++) fitting.translate(i * 1000, i % 4);
    expect([fitting.hits, fitting.misses]).toEqual([36, 4]);
  });

  it('replaces the entry that was used longest ago', () => {
    const iommu = new Iommu(3, 100, 1);
    for (const [i, page] of [1, 2, 3, 1, 2, 4].entries()) iommu.translate(1000 * i, page);
    // Page 3 made room for 4; the rest is there.
    const missesBefore = iommu.misses;
    for (const page of [1, 2, 4]) iommu.translate(10_000, page);
    expect(iommu.misses).toBe(missesBefore);
    iommu.translate(10_000, 3);
    expect(iommu.misses).toBe(missesBefore + 1);
  });

  it('behaves as a list ordered by last use, for any accesses', () => {
    const iommu = new Iommu(7, 100, 1);
    const stream = new RandomStream(5, 0, 'pages');
    let model: number[] = [];
    for (let i = 0; i < 5000; i++) {
      const page = stream.integer(10);
      const hits = iommu.hits;
      iommu.translate(1000 * i, page);
      expect(iommu.hits - hits).toBe(model.includes(page) ? 1 : 0);
      model = [page, ...model.filter((other) => other !== page)].slice(0, 7);
    }
  });

  it('adds one walk to the latency of a miss and nothing to a hit', () => {
    const iommu = new Iommu(4, 291, 6);
    expect(iommu.translate(1000, 1)).toBe(1291);
    expect(iommu.translate(2000, 1)).toBe(2000);
  });

  it('queues walks behind its walkers', () => {
    const iommu = new Iommu(64, 100, 2);
    expect([1, 2, 3, 4, 5].map((page) => iommu.translate(0, page))).toEqual([100, 100, 200, 200, 300]);
  });

  it('walks a page once for all accesses that miss it meanwhile, and holds it only when the walk is done', () => {
    const iommu = new Iommu(64, 100, 1);
    expect([iommu.translate(0, 1), iommu.translate(40, 1), iommu.translate(50, 2), iommu.translate(60, 1)]).toEqual([100, 100, 200, 100]);
    expect([iommu.hits, iommu.misses, iommu.walkedNs]).toEqual([0, 4, 200]);
    expect([iommu.translate(100, 1), iommu.translate(150, 2), iommu.translate(200, 2)]).toEqual([100, 200, 200]);
    expect([iommu.hits, iommu.misses]).toEqual([2, 5]);
  });

  it('keeps what it knows when pages of higher numbers come', () => {
    const iommu = new Iommu(4, 100, 2);
    iommu.translate(0, 1);
    iommu.translate(0, 2);
    expect(iommu.translate(150, 5000)).toBe(250);
    expect([iommu.translate(160, 1), iommu.translate(160, 2), iommu.translate(160, 5000)]).toEqual([160, 160, 250]);
  });

  it('is that of the cost models of 2017', () => {
    const model = findCostModel('kvm-2017');
    const costs = model ? resolveCosts(model, {}) : expect.fail('no model');
    expect([costs['iommu.iotlbEntries'], costs['iommu.walk'], costs['iommu.parallelWalks']]).toEqual([ENTRIES, WALK_NS, WALKERS]);
  });
});

/** The device of a DMA benchmark against the formulas of pcie-bench: effective bandwidth of the link, Little's law, sums of latencies. */
import { describe, expect, it } from 'vitest';
import { dmaSchema, type DmaTransfers } from '../../../shared/scenario/schema.ts';
import { EventLoop } from '../kernel/event-loop.ts';
import { quantileNs } from '../kernel/histogram.ts';
import { RandomStream } from '../kernel/random-stream.ts';
import { DmaCount, DmaDevice, dmaStages, type DmaDeviceOptions } from './dma-device.ts';
import { DmaWindow } from './dma-window.ts';
import { Iommu } from './iommu.ts';
import { PcieDirection } from './pcie.ts';

/** Gbit/s of TLPs on Gen3 x8, and ns for each of their bytes. */
const LINK_GBPS = (128 / 130) * 64 * (1 - 16 / 203 - 4 / 1538);
const BYTE_NS = 8 / LINK_GBPS;
const RUN_NS = 2e6;

interface Measured {
  readonly gbps: number;
  readonly latencyNs: number;
  readonly counts: Float64Array;
  readonly device: DmaDevice;
}

/** Runs a device that is ideal but for the options. */
function run(transfers: Partial<DmaTransfers>, options: Partial<DmaDeviceOptions> = {}): Measured {
  const loop = new EventLoop();
  const filled = dmaSchema.parse(transfers);
  const device = new DmaDevice(loop, {
    transfers: filled,
    inFlight: 64,
    toHost: new PcieDirection(3, 8, 1),
    toDevice: new PcieDirection(3, 8, 1),
    iommu: null,
    window: new DmaWindow(filled, 4096, new RandomStream(1, 0, 'addresses')),
    readNs: 400,
    writeNs: 200,
    memoryNs: 50,
    refreshNs: 0,
    cacheHitRatio: 1,
    blocked: 0,
    blockNs: 200,
    remoteNs: 100,
    remoteBlocked: 0.25,
    remoteBlockNs: 400,
    readRequestNs: 0,
    writeCommandNs: 0,
    writePieceNs: 0,
    writeByteNs: 0,
    commandNs: 0,
    innerByteNs: 0,
    writeQueuePackets: 64,
    clockStepNs: 0,
    clockStream: new RandomStream(1, 0, 'clock'),
    memoryStream: new RandomStream(1, 0, 'memory'),
    ...options,
  });
  device.start();
  loop.run(RUN_NS);
  const { counts } = device;
  return {
    gbps: (8 * counts[DmaCount.bytes]) / RUN_NS,
    latencyNs: counts[DmaCount.latencySumNs] / counts[DmaCount.done],
    counts,
    device,
  };
}

const relative = (value: number, theory: number) => Math.abs(value / theory - 1);
const aligned = { pattern: 'sequential', windowKib: 1024 } as const;

describe('effective bandwidth of the link', () => {
  it.each([
    [64, 64 / 84],
    [256, 256 / 336],
    [257, 257 / 297],
    [512, 512 / 552],
    [1024, 1024 / 1104],
    [4096, 4096 / 4416],
  ])(
    'reads of %i bytes: payload over payload and headers of completions, which are cache lines up to 256 bytes',
    (transferBytes, share) => {
      expect(relative(run({ ...aligned, transferBytes }).gbps, LINK_GBPS * share)).toBeLessThan(0.005);
    },
  );

  it.each([
    [64, 64 / 88],
    [256, 256 / 280],
    [257, 257 / 305],
    [513, 513 / 585],
    [1024, 1024 / 1120],
  ])('writes of %i bytes: payload over payload and packet headers', (transferBytes, share) => {
    expect(relative(run({ ...aligned, operation: 'write', transferBytes }).gbps, LINK_GBPS * share)).toBeLessThan(0.005);
  });

  it('of reads that begin inside a block of 256 bytes has a further header wherever one ends', () => {
    const bytes = 448 + 20 * (0.5 * 2 + 0.5 * 3);
    expect(relative(run({ transferBytes: 448, windowKib: 1024 }).gbps, (LINK_GBPS * 448) / bytes)).toBeLessThan(0.01);
  });
});

describe('transfers in flight', () => {
  it.each([1, 4, 16])('%i reads: payload in flight over latency (Little)', (inFlight) => {
    const latencyNs = 400 + (24 + 84) * BYTE_NS;
    expect(relative(run({}, { inFlight }).gbps, (inFlight * 512) / latencyNs)).toBeLessThan(inFlight === 1 ? 0.001 : 0.03);
  });

  it('are all that is issued and not done', () => {
    for (const operation of ['read', 'write', 'write-then-read'] as const) {
      const { counts } = run({ operation }, { inFlight: 7 });
      expect(counts[DmaCount.issued] - counts[DmaCount.done]).toBe(7);
    }
  });

  it('of a slow engine wait for it: its mean time is the time of a transfer', () => {
    expect(relative(run({}, { readRequestNs: 40 }).gbps, 512 / 40)).toBeLessThan(0.02);
    expect(relative(run({ operation: 'write' }, { writePieceNs: 40 }).gbps, 512 / 40)).toBeLessThan(0.02);
  });

  it('take a slow engine twice for a read whose bytes fill no word of 8', () => {
    for (const [transferBytes, turns] of [
      [63, 2],
      [65, 2],
      [72, 1],
      [520, 2],
      [516, 3],
    ] as const)
      expect(relative(run({ transferBytes }, { readRequestNs: 80 }).gbps, (8 * transferBytes) / (turns * 80))).toBeLessThan(0.02);
  });

  it('take a slow engine for each write, each 128 bytes of it and each byte of those beyond the first 64', () => {
    const engine = { writeCommandNs: 20, writePieceNs: 30, writeByteNs: 0.5 };
    for (const [transferBytes, engineNs] of [
      [1, 50],
      [64, 50],
      [65, 50.5],
      [128, 82],
      [129, 112],
      [256, 144],
      [257, 174],
    ] as const)
      expect(relative(run({ operation: 'write', transferBytes }, engine).gbps, (8 * transferBytes) / engineNs)).toBeLessThan(0.02);
  });

  it('keep engine and link busy at once: a write takes as long as the slower of the two', () => {
    const linkNs = 152 * BYTE_NS;
    const gbps = (writePieceNs: number) => run({ operation: 'write', transferBytes: 128 }, { writePieceNs, writeQueuePackets: 2 }).gbps;
    expect(relative(gbps(0.5 * linkNs), 1024 / linkNs)).toBeLessThan(0.01);
    expect(relative(gbps(2 * linkNs), 512 / linkNs)).toBeLessThan(0.01);
  });
});

describe('latency of a transfer alone', () => {
  const alone = { measure: 'latency' } as const;
  const one = { inFlight: 1 };

  it('of a read is the sum of its parts', () => {
    const { latencyNs, counts } = run({ ...alone, transferBytes: 64 }, { ...one, readRequestNs: 10, commandNs: 50, innerByteNs: 0.1 });
    expect(latencyNs).toBeCloseTo(10 + 50 + 24 * BYTE_NS + 400 + 84 * BYTE_NS + 6.4, 6);
    const means = dmaStages.map((_, stage) => counts[DmaCount.stages + stage] / counts[DmaCount.done]);
    expect(means.map((mean) => Math.round(mean * 1e6) / 1e6)).toEqual(
      [60, 24 * BYTE_NS, 0, 400, 84 * BYTE_NS, 6.4].map((mean) => Math.round(mean * 1e6) / 1e6),
    );
  });

  it('of a read without the DMA engine has none of its times', () => {
    const options = { ...one, readRequestNs: 10, commandNs: 50, innerByteNs: 0.1 };
    const { latencyNs } = run({ ...alone, operation: 'command-read', transferBytes: 8 }, options);
    expect(latencyNs).toBeCloseTo(24 * BYTE_NS + 400 + 28 * BYTE_NS, 6);
  });

  it('of a read after a write contains both', () => {
    const { latencyNs, counts } = run({ ...alone, operation: 'write-then-read' }, { ...one, readRequestNs: 10, writePieceNs: 20 });
    expect(latencyNs).toBeCloseTo(20 + 88 * BYTE_NS + 200 + 10 + 24 * BYTE_NS + 400 + 84 * BYTE_NS, 6);
    expect(counts[DmaCount.bytes]).toBe(128 * counts[DmaCount.done]);
  });

  it('grows by the way of each byte over the link and inside the device', () => {
    const latencyNs = (transferBytes: number) => run({ ...alone, ...aligned, transferBytes }, { ...one, innerByteNs: 0.15 }).latencyNs;
    expect((latencyNs(1536) - latencyNs(512)) / 1024).toBeCloseTo((552 / 512) * BYTE_NS + 0.15, 6);
  });

  it('of lines that are not in the cache, or on the other socket, is longer', () => {
    const base = 400 + 108 * BYTE_NS;
    expect(run(alone, { ...one, cacheHitRatio: 0 }).latencyNs).toBeCloseTo(base + 50, 6);
    expect(relative(run(alone, { ...one, cacheHitRatio: 0.5 }).latencyNs, base + 25)).toBeLessThan(0.005);
    for (const cacheHitRatio of [0, 1])
      expect(
        relative(run({ ...alone, socket: 'remote' }, { ...one, cacheHitRatio }).latencyNs, base + 100 + (0.25 * 400) / 2),
      ).toBeLessThan(0.01);
  });

  it('of lines in memory contains the rest of a refresh as often as one is under way, and at most its whole length', () => {
    const refreshNs = 780;
    const base = 400 + 108 * BYTE_NS;
    const { latencyNs, device } = run(alone, { ...one, cacheHitRatio: 0, refreshNs });
    const { first, counts } = device.latencies.snapshot();
    const buckets = [...counts.keys()].map((bucket) => first + bucket);
    const quantile = (probability: number) => quantileNs(buckets, [...counts], probability);
    expect(relative(latencyNs, base + 50 + 0.1 * (refreshNs / 2))).toBeLessThan(0.02);
    expect(relative(quantile(0.85), base + 50)).toBeLessThan(0.02);
    expect(relative(quantile(0.95), base + 50 + refreshNs / 2)).toBeLessThan(0.05);
    expect(relative(quantile(1), base + 50 + refreshNs)).toBeLessThan(0.02);
    expect(run(alone, { ...one, refreshNs }).latencyNs).toBeCloseTo(base, 6);
  });

  it.each(['read', 'command-read', 'write-then-read'] as const)(
    'of a %s contains the rest of a blocking of the root complex as often as it is blocked',
    (operation) => {
      const latencyNs = (blocked: number) => run({ ...alone, operation }, { ...one, blocked }).latencyNs;
      expect(relative(latencyNs(1) - latencyNs(0), 200 / 2)).toBeLessThan(0.05);
      expect(relative(latencyNs(0.25) - latencyNs(0), 0.25 * (200 / 2))).toBeLessThan(0.1);
    },
  );

  it('contains a walk wherever the IOTLB misses', () => {
    const iommu = new Iommu(64, 300, 6);
    expect(run({ ...alone, windowKib: 4096 }, { ...one, iommu }).latencyNs).toBeCloseTo(
      400 + 108 * BYTE_NS + (300 * iommu.misses) / (iommu.misses + iommu.hits),
      0,
    );
    expect(iommu.misses / (iommu.misses + iommu.hits)).toBeCloseTo(1 - 64 / 1024, 1);
  });

  it('is shown by the device’s clock in whole steps, with the mean as it is', () => {
    const step = 10;
    const { device, latencyNs } = run(alone, { ...one, clockStepNs: step });
    const { first, counts } = device.latencies.snapshot();
    const shown = [...counts.keys()].filter((bucket) => (counts[bucket] ?? 0) > 0);
    expect(latencyNs).toBeCloseTo(400 + 108 * BYTE_NS, 6);
    expect(shown).toHaveLength(2);
    expect(first).toBeGreaterThan(0);
  });
});

/** DMA benchmarks against the measurements of pcie-bench (Neugebauer et al., SIGCOMM 2018), with the built-in profiles of device and hosts. */
import { describe, expect, it } from 'vitest';
import { scenarioSchema, type DmaTransfers } from '../../shared/scenario/schema.ts';
import { quantileNs } from './kernel/histogram.ts';
import type { RunRecord } from './run-record.ts';
import { simulate } from './simulate.ts';

interface Setting {
  readonly host?: string;
  readonly costModel?: string;
  /** I/O page size, KiB; without it addresses are not translated. */
  readonly pageKib?: number;
  readonly durationMs?: number;
  readonly perturbation?: { readonly lever: string; readonly factor: number };
  readonly nic?: string;
}

function run(dma: Partial<DmaTransfers>, setting: Setting = {}): RunRecord {
  const { host = 'xeon-e5-2630v4', costModel = 'kvm-2017', pageKib, durationMs = 1, nic = 'nfp-6000', perturbation } = setting;
  const scenario = scenarioSchema.parse({
    costModel,
    host: { profile: host, iommu: { pageKib: pageKib ?? 4 } },
    nic: { profile: nic },
    techniques: [{ name: 'native', options: pageKib === undefined ? {} : { iommuMode: 'persistent' } }],
    method: { kind: 'dma-benchmark', dma, durationMs },
  });
  const technique = scenario.techniques[0] ?? expect.fail('no technique');
  return simulate({ scenario, technique, replication: 0, ...(perturbation && { perturbation }) });
}

const device = (record: RunRecord) => record.vms[0] ?? expect.fail('no device');
const gbps = (record: RunRecord) => (8 * device(record).deliveredBytes) / record.windowNs;
const meanNs = (record: RunRecord) => device(record).latencySumNs / device(record).latencyCount;
const quantile = (record: RunRecord, probability: number) =>
  quantileNs(device(record).latencyBuckets, device(record).latencyCounts, probability);
const error = (value: number, published: number) => Math.abs(value / published - 1);

const MIB = 1024;
const hosts = [
  ['xeon-e5-2630', 'kvm-2013', 559, 602, 239],
  ['xeon-e5-2620v2', 'kvm-2013', 567, 611, 240],
  ['xeon-e5-2620v3', 'kvm-2017', 553, 593, 227],
  ['xeon-e5-2637v3', 'kvm-2017', 597, 637, 266],
  ['xeon-e5-2630v4', 'kvm-2017', 557, 589, 291],
] as const;

describe('latency of 64-byte reads', () => {
  it.each(hosts)('on %s (%s): %i ns in 8 KB, %i ns in 64 MB, %i ns more through the IOMMU', (host, costModel, small, large, walk) => {
    const latency = { measure: 'latency' } as const;
    expect(error(meanNs(run(latency, { host, costModel })), small)).toBeLessThan(0.005);
    const without = meanNs(run({ ...latency, windowKib: 64 * MIB }, { host, costModel }));
    expect(error(without, large)).toBeLessThan(0.02);
    const through = meanNs(run({ ...latency, windowKib: 64 * MIB }, { host, costModel, pageKib: 4 }));
    expect(error(through - without, walk)).toBeLessThan(0.03);
  });

  it.each([
    ['xeon-e5-2630', 'kvm-2013', 800],
    ['xeon-e5-2620v2', 'kvm-2013', 786],
    ['xeon-e5-2620v3', 'kvm-2017', 866],
    ['xeon-e5-2637v3', 'kvm-2017', 906],
    ['xeon-e5-2630v4', 'kvm-2017', 946],
  ])('on %s (%s): one of a thousand in 64 MB takes %i ns, for memory refreshes', (host, costModel, published) => {
    const record = run({ measure: 'latency', windowKib: 64 * MIB }, { host, costModel, durationMs: 20 });
    expect(error(quantile(record, 0.999), published)).toBeLessThan(0.06);
  });

  it('of a cold cache: 608.6 ns on average, a median of 600 and 960 ns for one of a thousand; after a write, which leaves the line in the cache, 813', () => {
    const cold = run({ measure: 'latency', cache: 'cold' }, { durationMs: 20 });
    expect(error(meanNs(cold), 608.6)).toBeLessThan(0.002);
    expect(error(quantile(cold, 0.5), 600)).toBeLessThan(0.02);
    expect(error(quantile(cold, 0.999), 960)).toBeLessThan(0.02);
    const written = run({ measure: 'latency', cache: 'cold', operation: 'write-then-read' }, { durationMs: 20 });
    expect(error(quantile(written, 0.999), 813)).toBeLessThan(0.05);
  });

  it.each([
    ['read', 64, 720],
    ['read', 4, 706],
    ['read', 128, 760],
    ['read', 2048, 1306],
    ['write-then-read', 64, 946],
  ] as const)(
    'on Sandy Bridge: one of a thousand, %s of %i bytes, %i ns, for the root complex is blocked now and then',
    (operation, transferBytes, published) => {
      const record = run({ measure: 'latency', operation, transferBytes }, { host: 'xeon-e5-2630', costModel: 'kvm-2013', durationMs: 20 });
      expect(error(quantile(record, 0.999), published)).toBeLessThan(0.05);
    },
  );

  it('of the other socket: a median of 653 ns, a mean of 674 ns and a tail up to about 1,013 ns', () => {
    const record = run({ measure: 'latency', socket: 'remote' }, { durationMs: 10 });
    expect(error(meanNs(record), 674)).toBeLessThan(0.01);
    expect(error(quantile(record, 0.5), 653)).toBeLessThan(0.02);
    expect(error(quantile(record, 0.95), 893)).toBeLessThan(0.03);
    expect(error(quantile(record, 0.999), 1013)).toBeLessThan(0.05);
    expect(error(meanNs(run({ measure: 'latency', socket: 'remote', cache: 'cold' }, { durationMs: 10 })), 673.5)).toBeLessThan(0.01);
    const large = run({ measure: 'latency', socket: 'remote', windowKib: 64 * MIB }, { durationMs: 10 });
    expect(error(meanNs(large), 663)).toBeLessThan(0.03);
    expect(error(quantile(large, 0.999), 1000)).toBeLessThan(0.05);
  });

  it('without the DMA engine, 8 bytes: 466 to 486 ns; after a write: 776 to 805 ns', () => {
    const command = { measure: 'latency', operation: 'command-read', transferBytes: 8 } as const;
    expect(error(meanNs(run(command)), 471)).toBeLessThan(0.01);
    expect(error(meanNs(run(command, { host: 'xeon-e5-2620v3' })), 466)).toBeLessThan(0.01);
    expect(error(meanNs(run({ measure: 'latency', operation: 'write-then-read' })), 790)).toBeLessThan(0.02);
  });

  it.each([
    [4, 541],
    [64, 552],
    [128, 582],
    [256, 626],
    [768, 775],
    [1280, 918],
    [1520, 986],
  ])('grows with the size: %i bytes, %i ns', (transferBytes, published) => {
    expect(error(meanNs(run({ measure: 'latency', transferBytes })), published)).toBeLessThan(0.02);
  });
});

describe('payload bandwidth in a window of 8 KB', () => {
  it.each([
    [64, 31.9, 0.1],
    [128, 43.8, 0.1],
    [256, 47.7, 0.1],
    [512, 55.0, 0.1],
    [1024, 55.4, 0.1],
    [2048, 55.6, 0.1],
    [63, 21.3, 0.1],
    [65, 21.9, 0.1],
    [129, 37.9, 0.1],
    [192, 44.4, 0.1],
    [320, 51.8, 0.1],
    [513, 52.8, 0.1],
  ])('reads of %i bytes: %f Gbit/s', (transferBytes, published, bound) => {
    expect(error(gbps(run({ transferBytes })), published)).toBeLessThan(bound);
  });

  it.each([
    [64, 24.27, 0.1],
    [128, 42.36, 0.1],
    [256, 50.49, 0.1],
    [512, 53.0, 0.1],
    [129, 27.2, 0.05],
    [257, 37.4, 0.05],
    [65, 24.6, 0.05],
    [384, 49.0, 0.1],
    [769, 49.4, 0.1],
    [1280, 52.4, 0.05],
  ])('writes of %i bytes: %f Gbit/s', (transferBytes, published, bound) => {
    expect(error(gbps(run({ operation: 'write', transferBytes })), published)).toBeLessThan(bound);
  });
});

describe('64-byte transfers through the IOMMU', () => {
  it.each([
    ['read', 4, 26.8],
    ['read', 256, 27.6],
    ['read', 1024, 14.3],
    ['read', 16_384, 9.9],
    ['read', 65_536, 9.8],
    ['write', 4, 24.3],
    ['write', 256, 24.3],
    ['write', 1024, 19.4],
    ['write', 16_384, 11.3],
    ['write', 65_536, 11.2],
  ] as const)('%s in a window of %i KB with pages of 4 KB: %f Gbit/s', (operation, windowKib, published) => {
    expect(error(gbps(run({ operation, windowKib, cache: 'cold' }, { pageKib: 4 })), published)).toBeLessThan(0.1);
  });

  it('lose nothing up to 64 MB with pages of 2 MB', () => {
    const cold = { windowKib: 64 * MIB, cache: 'cold' } as const;
    expect(gbps(run(cold, { pageKib: 2048 })) / gbps(run(cold))).toBeCloseTo(1, 1);
  });
});

describe('the record of a DMA benchmark', () => {
  it('closes its accounts: issued = done + in flight, stages = latency', () => {
    const record = run({}, { pageKib: 4 });
    const { offered, delivered, lost, inFlightEnd } = record.accounting;
    expect(offered).toBe(delivered + lost + inFlightEnd);
    expect(inFlightEnd).toBe(30);
    const stages = record.stages.reduce((sum, { sumNs }) => sum + sumNs, 0);
    expect(error(stages, device(record).latencySumNs)).toBeLessThan(1e-9);
    expect(record.levers.map(({ lever }) => lever)).toEqual(['pcie', 'nic', 'memory', 'iommu']);
  });

  it('is the same for the same seed, and another for another replication', () => {
    expect(run({})).toEqual(run({}));
    expect(run({}).fingerprint).not.toBe(run({ inFlight: 29 }).fingerprint);
  });

  it('shows what limits: fewer nanoseconds to memory help small reads, a faster link large ones', () => {
    const gain = (dma: Partial<DmaTransfers>, lever: string) =>
      gbps(run(dma, { perturbation: { lever, factor: 0.9 } })) / gbps(run(dma)) - 1;
    expect(gain({ transferBytes: 64 }, 'memory')).toBeGreaterThan(0.06);
    expect(gain({ transferBytes: 2048 }, 'memory')).toBeLessThan(0.02);
    expect(gain({ transferBytes: 2048 }, 'pcie')).toBeGreaterThan(0.03);
  });

  it('of a device that nobody measured takes the engine of the one that was', () => {
    expect(error(gbps(run({}, { nic: 'xl710' })), gbps(run({})))).toBeLessThan(0.001);
    expect(gbps(run({ transferBytes: 2048 }, { nic: 'connectx-5' }))).toBeGreaterThan(gbps(run({ transferBytes: 2048 })));
  });

  it('needs transfers', () => {
    const scenario = scenarioSchema.parse({ techniques: [{ name: 'native' }], method: { kind: 'dma-benchmark' } });
    expect(() => simulate({ scenario, technique: { name: 'native', options: {} }, replication: 0 })).toThrow('no transfers');
  });
});

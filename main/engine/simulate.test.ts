import { describe, expect, it } from 'vitest';
import { techniqueNames, type TechniqueName } from '../../shared/catalogue/techniques.ts';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import type { RunRecord } from './run-record.ts';
import { simulate } from './simulate.ts';

function runOf(technique: TechniqueName, changes: Partial<ScenarioInput> = {}, replication = 0): RunRecord {
  const scenario = scenarioSchema.parse({
    vms: [{ name: 'vm', count: 8 }],
    nic: { ports: technique === 'direct' ? 8 : 1 },
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 812_000, loadUnit: 'packets-per-second' } }],
    techniques: [{ name: technique }],
    method: { durationMs: 10 },
    ...changes,
  });
  const choice = scenario.techniques[0];
  if (!choice) throw new Error('No technique.');
  return simulate({ scenario, technique: choice, replication });
}

function total(record: RunRecord, key: 'offeredFrames' | 'deliveredFrames' | 'latencySumNs'): number {
  return record.vms.reduce((sum, vm) => sum + vm[key], 0);
}

function cyclesPerFrame(record: RunRecord): number {
  return record.busyCycles / total(record, 'deliveredFrames');
}

function expectClosed(record: RunRecord): void {
  const { inFlightStart, offered, delivered, lost, inFlightEnd } = record.accounting;
  expect(inFlightStart + offered).toBe(delivered + lost + inFlightEnd);
  const cycles = record.cycles.reduce((sum, entry) => sum + entry.cycles, 0);
  expect(cycles / record.busyCycles).toBeCloseTo(1, 9);
  const stages = record.stages.reduce((sum, { sumNs }) => sum + sumNs, 0);
  expect(stages / total(record, 'latencySumNs')).toBeCloseTo(1, 9);
}

const flow = (
  traffic: ScenarioInput['flows'][number]['traffic'],
  direction: 'receive' | 'transmit' | 'vm-to-vm' | 'forward' = 'receive',
) => [{ name: 'load', vms: 'vm', direction, traffic, ...(direction === 'vm-to-vm' ? { toVms: 'vm' } : {}) }];

describe('accounts', () => {
  for (const technique of techniqueNames) {
    it(`close for ${technique} in every direction and with every kind of traffic`, () => {
      expectClosed(runOf(technique));
      expectClosed(runOf(technique, { flows: flow({ kind: 'on-off', load: 40, size: { kind: 'imix' } }, 'transmit') }));
      expectClosed(runOf(technique, { flows: flow({ kind: 'constant', load: 30 }, 'vm-to-vm') }));
      expectClosed(runOf(technique, { flows: flow({ kind: 'tcp-stream' }) }));
      expectClosed(runOf(technique, { flows: flow({ kind: 'tcp-stream' }, 'transmit') }));
      const server = { name: 'vm', count: 8, application: { kind: 'request-server' as const } };
      expectClosed(runOf(technique, { vms: [server], flows: flow({ kind: 'request-response' }) }));
      const router = { name: 'vm', count: 8, application: { kind: 'kernel-forwarder' as const } };
      expectClosed(
        runOf(technique, { vms: [router], flows: flow({ kind: 'poisson', load: 20, size: { kind: 'fixed', frameBytes: 64 } }, 'forward') }),
      );
    });
  }
});

describe('determinism', () => {
  it('gives the same record for the same task, and another for another replication', () => {
    expect(runOf('vhost-net')).toEqual(runOf('vhost-net'));
    expect(runOf('vhost-net', {}, 1).fingerprint).not.toBe(runOf('vhost-net').fingerprint);
  });

  it('offers all techniques the very same packets', () => {
    const offered = techniqueNames.map((technique) => runOf(technique).accounting.offered);
    expect(new Set(offered).size).toBe(1);
  });
});

describe('what any reader of the field will check', () => {
  it('orders the techniques by cycles for each frame at 1518 bytes near 10 Gbit/s', () => {
    const cycles = Object.fromEntries(techniqueNames.map((technique) => [technique, cyclesPerFrame(runOf(technique))])) as Record<
      TechniqueName,
      number
    >;
    expect(cycles.emulated).toBeGreaterThan(cycles['xen-split-driver']);
    expect(cycles.emulated).toBeGreaterThan(cycles.virtio);
    expect(cycles['xen-split-driver']).toBeGreaterThan(cycles['vhost-net']);
    expect(cycles.virtio).toBeGreaterThan(cycles['vhost-net']);
    expect(cycles['vhost-net']).toBeGreaterThan(cycles.vmdq);
    expect(cycles.vmdq).toBeGreaterThan(cycles.sriov);
    expect(cycles.sriov / cycles.native).toBeLessThan(1.25);
    expect(cycles.direct / cycles.sriov).toBeCloseTo(1, 1);
  });

  it('keeps SR-IOV at the wire rate', () => {
    const record = runOf('sriov');
    expect(total(record, 'deliveredFrames') / total(record, 'offeredFrames')).toBeCloseTo(1, 2);
  });

  it('lets one driver-domain core saturate and share its loss among the guests', () => {
    const record = runOf('xen-split-driver', { method: { durationMs: 50 } });
    const driverDomain = record.resources.find(({ lever }) => lever === 'driver domain cores');
    expect(driverDomain?.utilization).toBeGreaterThan(0.99);
    const losses = record.vms.map((vm) => vm.lostFrames / vm.offeredFrames);
    expect(Math.min(...losses)).toBeGreaterThan(0.1);
    expect(Math.max(...losses) / Math.min(...losses)).toBeLessThan(2);
  });

  it('counts two exits for an interrupt without posting and none with it', () => {
    const exitsPerInterrupt = (interruptPosting: boolean) => {
      const record = runOf('sriov', { techniques: [{ name: 'sriov', options: { interruptPosting } }] });
      const exits = record.exits.filter(({ reason }) => reason !== 'halt').reduce((sum, { count }) => sum + count, 0);
      const halts = record.exits.find(({ reason }) => reason === 'halt')?.count ?? 0;
      return { exits, halts, interrupts: record.interrupts.reduce((sum, { count }) => sum + count, 0) };
    };
    const without = exitsPerInterrupt(false);
    expect((without.exits + without.halts) / without.interrupts).toBeCloseTo(2, 6);
    expect(exitsPerInterrupt(true).exits).toBe(0);
  });

  it('refuses direct assignment of one NIC to eight VMs in plain words', () => {
    const record = runOf('direct', { nic: { ports: 1 } });
    expect(record.refusal).toContain('8 VMs but 1 NIC');
  });
});

describe('a task', () => {
  it('of a profile that does not exist is a bug of its maker: it throws', () => {
    expect(() => runOf('native', { host: { profile: 'no such host' } })).toThrow('check it before running it');
    expect(() => runOf('native', { costs: { 'vm.exits': 1 } })).toThrow('vm.exits');
  });

  it('leaves the given warm-up out, rounded up to a fortieth of the run and at most half of it', () => {
    const warmupMs = (warmup: number | 'automatic') => runOf('native', { method: { durationMs: 10, warmup } }).warmupNs / 1e6;
    expect([0, 1, 1.01, 3, 9].map(warmupMs)).toEqual([0, 1, 1.25, 3, 5]);
    expect(warmupMs('automatic')).toBeLessThanOrEqual(5);
    const { windowNs, warmupNs } = runOf('native', { method: { durationMs: 10, warmup: 2 } });
    expect(windowNs + warmupNs).toBe(10e6);
  });

  it('has a series of 200 slices that add up to what was delivered', () => {
    const record = runOf('vhost-net', { method: { durationMs: 10, warmup: 0 } });
    expect(record.series).toHaveLength(200);
    expect(record.series.at(-1)?.endNs).toBe(10e6);
    expect(record.series.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(total(record, 'deliveredFrames'));
  });

  it('with a lever made faster gains where that is the bottleneck, on the same packets', () => {
    const scenario = scenarioSchema.parse({
      vms: [{ name: 'vm', count: 8 }],
      flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 100 } }],
      techniques: [{ name: 'xen-split-driver' }],
      method: { durationMs: 20, warmup: 5 },
    });
    const technique = scenario.techniques[0];
    if (!technique) throw new Error('No technique.');
    const task = { scenario, technique, replication: 0 };
    const base = simulate(task);
    const gain = (lever: string) =>
      total(simulate({ ...task, perturbation: { lever, factor: 0.9 } }), 'deliveredFrames') / total(base, 'deliveredFrames');
    expect(gain('driver domain cores')).toBeGreaterThan(1.05);
    for (const lever of ['guest cores', 'pcie', 'nic', 'iommu']) expect(Math.abs(gain(lever) - 1), lever).toBeLessThan(0.02);
    expect(simulate({ ...task, perturbation: { lever: 'guest cores', factor: 0.9 } }).accounting.offered).toBe(base.accounting.offered);
  });

  it('names the hardware of each port when there are several', () => {
    const names = (ports: number) => runOf('sriov', { nic: { ports } }).resources.map(({ name }) => name);
    expect(names(1)).toContain('wire to host');
    expect(names(2)).toEqual(expect.arrayContaining(['wire to host of port 0', 'PCIe to device of port 1']));
  });

  it('sends nothing where the load is nothing', () => {
    const record = runOf('sriov', { flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 0 } }] });
    expect([record.accounting.offered, record.frames]).toEqual([0, 0]);
  });

  it('offers what is asked for in each unit and scope', () => {
    const offeredMpps = (traffic: Extract<ScenarioInput['flows'][number]['traffic'], { kind: 'constant' }>, ports = 1) => {
      const record = runOf('native', { nic: { ports }, flows: flow(traffic), method: { durationMs: 10, warmup: 0 } });
      return record.accounting.offered / 1e4;
    };
    const size = { kind: 'fixed' as const, frameBytes: 1250 };
    expect(offeredMpps({ kind: 'constant', load: 50, size })).toBeCloseTo((0.5 * 1e4) / (8 * 1270), 2);
    expect(offeredMpps({ kind: 'constant', load: 50, size }, 2)).toBeCloseTo(1e4 / (8 * 1270), 2);
    expect(offeredMpps({ kind: 'constant', load: 800_000, loadUnit: 'packets-per-second' })).toBeCloseTo(0.8, 2);
    expect(offeredMpps({ kind: 'constant', load: 100_000, loadUnit: 'packets-per-second', loadScope: 'each-vm' })).toBeCloseTo(0.8, 2);
    expect(offeredMpps({ kind: 'constant', load: 5000, loadUnit: 'megabits-per-second', size })).toBeCloseTo(0.5, 2);
  });
});

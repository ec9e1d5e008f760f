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

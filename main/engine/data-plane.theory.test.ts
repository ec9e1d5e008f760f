/** Data planes against arithmetic: capacity = clock / (a / burst + b), and the order of what they cost. */
import { describe, expect, it } from 'vitest';
import { dataPlaneNames, dataPlanePolls, type DataPlaneName } from '../../shared/catalogue/data-planes.ts';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { dataPlaneWork, type DataPlane } from './model/data-plane.ts';
import { buildMachine } from './build-machine.ts';
import { quantileNs } from './kernel/histogram.ts';
import { simulate } from './simulate.ts';
import type { CostItem } from './model/work-cost.ts';

type Group = ScenarioInput['vms'][number];
type Direction = 'receive' | 'transmit' | 'forward';

function scenarioOf(application: Group['application'], direction: Direction, load: number, more: Partial<ScenarioInput> = {}) {
  return scenarioSchema.parse({
    host: { profile: 'xeon-e5-1650v4' },
    nic: { profile: 'connectx-5', moderation: { kind: 'fixed', intervalUs: 20 } },
    vms: [{ name: 'plane', application }],
    flows: [
      {
        name: 'load',
        vms: 'plane',
        direction,
        traffic: { kind: 'constant', load, loadUnit: 'packets-per-second', size: { kind: 'fixed', frameBytes: 64 } },
      },
    ],
    techniques: [{ name: 'native' }],
    method: { durationMs: 3, warmup: 1 },
    ...more,
  });
}

function run(scenario: ReturnType<typeof scenarioOf>) {
  const technique = scenario.techniques[0] ?? expect.fail('no technique');
  const record = simulate({ scenario, technique, replication: 0 });
  const delivered = record.vms.reduce((sum, vm) => sum + vm.deliveredFrames, 0);
  const latencyNs = record.vms.reduce((sum, vm) => sum + vm.latencySumNs, 0) / delivered;
  return { record, pps: (delivered * 1e9) / record.windowNs, latencyNs };
}

/** Cycles at 3.8 GHz of each packet in full bursts; `doorbells`: it sends. */
function cyclesEach(items: readonly CostItem[], batch: number, doorbellNs: number): number {
  const sum = items.reduce(
    (total, { event = 0, frame = 0, unitNs = 0, byteNs = 0 }) => total + event / batch + frame + (unitNs + 64 * byteNs) * 3.8,
    0,
  );
  return sum + (doorbellNs * 3.8) / batch;
}

describe('a data plane under more load than it can take', () => {
  const plane = (implementation: DataPlaneName, more: Partial<DataPlane> = {}) => ({
    kind: 'data-plane' as const,
    implementation,
    ...more,
  });

  it.each(dataPlaneNames)('moves clock / (a / burst + b) packets: %s', (implementation) => {
    for (const direction of ['receive', 'forward'] as const) {
      const scenario = scenarioOf(plane(implementation), direction, 60e6);
      const technique = scenario.techniques[0] ?? expect.fail('no technique');
      const { costs } = buildMachine({ scenario, technique, replication: 0 });
      const work = dataPlaneWork(costs, scenario.vms[0]?.application as DataPlane, true);
      const forwards = direction === 'forward';
      const cycles = cyclesEach(forwards ? work.forward : work.drop, work.batch, forwards ? costs['doorbell.write'] : 0);
      const { pps } = run(scenario);
      // VALE waits for the next interrupt when it has taken what the ring held.
      const share = pps / Math.min(60e6, 3.8e9 / cycles);
      expect(share, `${implementation} ${direction}`).toBeGreaterThan(work.onePass ? 0.9 : 0.98);
      expect(share, `${implementation} ${direction}`).toBeLessThan(1.02);
    }
  });

  it('costs a + c / burst: half as much of c in bursts twice as long', () => {
    const each = (batch: number) => 1 / run(scenarioOf(plane('vpp-ip4', { batch }), 'forward', 30e6)).pps;
    expect((each(4) - each(8)) / (each(8) - each(16))).toBeCloseTo(2, 1);
  });

  it('looks up subtables of OVS one by one, and its exact-match cache for nothing where it misses', () => {
    const ns = (more: Partial<DataPlane>) => 1e9 / run(scenarioOf(plane('ovs-dpdk', more), 'forward', 30e6)).pps;
    const megaflow = (subtables: number) => ns({ flowCache: 'megaflow', subtables });
    expect(megaflow(3) - megaflow(2)).toBeCloseTo(86 / 3.8, 0);
    expect(ns({ flowCache: 'exact-match-missed' }) - megaflow(1)).toBeCloseTo(72 / 3.8, 0);
    expect(megaflow(1)).toBeGreaterThan(ns({}));
  });

  it('pays for retpolines, for a routing table beyond the cache, and for a header that is in memory', () => {
    const ns = (more: Partial<DataPlane>, changes: Partial<ScenarioInput> = {}) =>
      1e9 / run(scenarioOf(plane('xdp-route', more), 'forward', 30e6, changes)).pps;
    expect((ns({ retpoline: true }) - ns({})) / 50).toBeCloseTo(1, 1);
    expect((ns({ routes: 'full-table' }) - ns({})) / 125).toBeCloseTo(1, 1);
    expect((ns({}, { costs: { 'memory.headerMiss': 32 } }) - ns({})) / 32).toBeCloseTo(1, 1);
  });
});

describe('the latency of a data plane', () => {
  const latency = (implementation: DataPlaneName, load: number, more: Partial<DataPlane> = {}) =>
    run(scenarioOf({ kind: 'data-plane', implementation, ...more }, 'forward', load)).latencyNs;

  it('is that of the interrupt where it does not poll', () => {
    expect(dataPlanePolls('dpdk')).toBe(true);
    expect(latency('xdp', 1e6) - latency('dpdk', 1e6)).toBeGreaterThan(1000);
  });

  it('is half an interval longer where an interrupt is good for one pass of the ring', () => {
    const excess = latency('vale', 2e6) - latency('dpdk', 2e6);
    expect(excess).toBeGreaterThan(9_000);
    expect(excess).toBeLessThan(20_000);
  });

  it('is half the hold longer where frames are gathered before they are sent, or half the time to gather them', () => {
    const excess = (load: number, more: Partial<DataPlane>) => latency('dpdk', load, more) - latency('dpdk', load);
    expect(excess(1e6, { transmitHoldUs: 50 }) / 25_000).toBeCloseTo(1, 1);
    expect(excess(4e6, { transmitHoldUs: 50, transmitHoldPackets: 40 }) / 5_000).toBeCloseTo(1, 0);
  });
});

describe('a data plane that reads the counters of its NICs on the core that forwards', () => {
  const READS = 400;
  const READ_NS = 500;

  /** Longest latency, ns, with readings every 12 s in a run of 3 ms. */
  function longest(more: Partial<DataPlane>, rareEvents: 'as-they-come' | 'once'): number {
    const { record } = run(
      scenarioOf({ kind: 'data-plane', implementation: 'vpp', ...more }, 'forward', 2e6, {
        costs: { 'dpdk.counterReads': READS, 'pcie.readLatency': READ_NS },
        method: { durationMs: 3, warmup: 1, rareEvents },
      }),
    );
    const { latencyBuckets, latencyCounts } = record.vms[0] ?? expect.fail('no VM');
    return quantileNs(latencyBuckets, latencyCounts, 1);
  }

  it('holds frames as long as the registers take, where the run has such a reading', () => {
    const without = longest({}, 'once');
    expect((longest({ counterReadingsMs: 12_000 }, 'once') - without) / (READS * READ_NS)).toBeCloseTo(1, 1);
    expect(longest({ counterReadingsMs: 12_000 }, 'as-they-come')).toBe(without);
  });
});

describe('a host switch of vhost-user', () => {
  it('is as fast as its implementation', () => {
    const pps = (name: 'bess' | 'vpp' | 'ovs-dpdk' | 't4p4s') =>
      run(
        scenarioOf({ kind: 'data-plane', implementation: 'dpdk' }, 'receive', 30e6, {
          techniques: [{ name: 'vhost-user', options: { switch: name } }],
        }),
      ).pps;
    const rates = [pps('bess'), pps('vpp'), pps('ovs-dpdk'), pps('t4p4s')];
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
  });
});

describe('data planes on one core', () => {
  it('are one process: two ports share it without switches between contexts', () => {
    const application = { kind: 'data-plane' as const, implementation: 'bess' as const };
    const two: Group = { name: 'plane', count: 2, application, placement: { kind: 'pinned', cores: [4] } };
    const nic = { profile: 'connectx-5', ports: 2 };
    const both = run(scenarioOf(application, 'forward', 40e6, { nic, vms: [two] }));
    expect(both.pps / run(scenarioOf(application, 'forward', 40e6)).pps).toBeCloseTo(1, 2);
    const [first = 0, second = 1] = both.record.vms.map(({ deliveredFrames }) => deliveredFrames);
    expect(first / second).toBeCloseTo(1, 1);
  });
});

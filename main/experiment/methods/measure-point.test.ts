/** The methods on simulated devices: against what long simulations at fixed loads show. */
import { describe, expect, it } from 'vitest';
import { measurementSchema, type MeasurementKind, type MeasurementOf } from '../../../shared/result/measurement.ts';
import { isMeasuring } from '../../../shared/scenario/method-goals.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import { simulate } from '../../engine/simulate.ts';
import { measurePoint, type MeasuredPoint } from './measure-point.ts';
import { TechniqueRefused } from './simulated-trials.ts';

type Name = Scenario['techniques'][number]['name'];

const vms = [{ name: 'vm', count: 2 }];
const flows: ScenarioInput['flows'] = [{ name: 'trial', vms: 'vm', traffic: { kind: 'constant' } }];

function measure(
  method: ScenarioInput['method'],
  technique: Name = 'sriov',
  changed: Partial<ScenarioInput> = {},
  frames: number | null = 64,
): Promise<MeasuredPoint> {
  const scenario = scenarioSchema.parse({ vms, flows, techniques: [{ name: technique }], method, ...changed });
  const { kind } = scenario.method;
  if (!isMeasuring(kind)) throw new Error(`${kind} does not measure.`);
  const point = { scenario, choice: { name: technique, options: {} }, frames };
  return measurePoint(kind, point, (task) => Promise.resolve(simulate(task)), new AbortController().signal);
}

function only<Kind extends MeasurementKind>({ measurement }: MeasuredPoint, kind: Kind): MeasurementOf<Kind> {
  const parsed = measurementSchema.parse(measurement);
  if (parsed.kind !== kind) throw new Error(`Measured ${parsed.kind}, not ${kind}.`);
  return parsed as MeasurementOf<Kind>;
}

/** Loss of a long simulation at a load over the one that was found. */
function lossAt(settled: Scenario, technique: Name, factor: number): number {
  const scenario: Scenario = {
    ...settled,
    flows: settled.flows.map((flow) =>
      'load' in flow.traffic ? { ...flow, traffic: { ...flow.traffic, load: flow.traffic.load * factor } } : flow,
    ),
    method: { ...settled.method, durationMs: 60, warmup: 0 },
  };
  const { accounting } = simulate({ scenario, technique: { name: technique, options: {} }, replication: 7 });
  return accounting.lost / accounting.offered;
}

describe('the throughput of a simulated device', () => {
  const method = { kind: 'rfc2544-throughput', throughput: { durationMs: 10, searchDurationMs: 4, resolutionPercent: 0.5 } } as const;

  it.each(['sriov', 'vhost-net', 'xen-split-driver'] as const)(
    'under %s is what a long simulation carries without loss, and little more is lost',
    async (technique) => {
      const measured = await measure(method, technique);
      const { throughputPps, maximumPps, maximumIsWire } = only(measured, 'throughput');
      expect(maximumPps).toBeCloseTo(14_880_952, 0);
      expect(maximumIsWire).toBe(true);
      expect(throughputPps).toBeGreaterThan(100_000);
      expect(lossAt(measured.settled, technique, 0.98)).toBe(0);
      expect(lossAt(measured.settled, technique, 1.15)).toBeGreaterThan(0);
    },
  );

  it('is the wire’s rate where that is the limit, exactly', async () => {
    const { throughputPps, trials } = only(await measure(method, 'sriov', {}, 1518), 'throughput');
    expect(throughputPps).toBeCloseTo(10e9 / (8 * 1538), 3);
    expect(trials.map(({ passed }) => passed)).toEqual([true, true]);
  });

  it('does not take what queues hold for forwarded', async () => {
    const { trials } = only(await measure(method, 'vhost-net'), 'throughput');
    expect(trials.some(({ queuedFrames, passed }) => queuedFrames > 0 && passed === false)).toBe(true);
  });

  it('is the same again, and says how it departs from the RFC', async () => {
    const [one, other] = [await measure(method), await measure(method)];
    expect(other).toEqual(one);
    expect(one.measurement.deviations.join(' ')).toContain('10 ms (RFC 2544: 60 s)');
    expect(one.measurement).toMatchObject({ directions: ['receive'], interfaces: 1, frames: '64 bytes', failure: null });
  });

  it('cannot be had from a technique that is refused', async () => {
    await expect(measure(method, 'direct')).rejects.toThrow(TechniqueRefused);
  });
});

describe('MLRsearch of a simulated device', () => {
  const goals = { trialMs: 2, durationSumTrials: 5, widthPercent: 1 };

  it('bounds NDR and PDR around the same capacity, and settles at the first', async () => {
    const measured = await measure({ kind: 'mlrsearch', mlrSearch: goals }, 'vhost-net');
    const [ndr, pdr] = only(measured, 'mlrsearch').goals;
    expect(ndr?.lowerPps).toBeLessThanOrEqual(pdr?.lowerPps ?? 0);
    expect((ndr?.upperPps ?? 0) / (ndr?.lowerPps ?? 1)).toBeLessThan(1.0102);
    expect(lossAt(measured.settled, 'vhost-net', 0.95)).toBe(0);
  });

  it('fails for the point, with the reason, where the minimum load already loses', async () => {
    const { measurement, settled } = await measure(
      { kind: 'mlrsearch', mlrSearch: goals, trials: { minimumLoadPps: 5_000_000 } },
      'vhost-net',
    );
    expect(measurement.failure).toContain('already loses');
    expect(settled.flows[0]?.traffic).toMatchObject({ load: 5_000_000, loadUnit: 'packets-per-second' });
  });
});

describe('the other tests on a simulated device', () => {
  const throughput = { durationMs: 4, searchDurationMs: 2, resolutionPercent: 2 };

  it('latency: the tagged frames lie within what all frames show', async () => {
    const { taggedAverageNs, taggedFrames, allFrames } = only(
      await measure({ kind: 'rfc2544-latency', throughput, latency: { durationMs: 2, repetitions: 4 } }),
      'latency',
    );
    expect(taggedFrames).toBe(4);
    expect(taggedAverageNs).toBeGreaterThan(allFrames?.minimumNs ?? 0);
    expect(taggedAverageNs).toBeLessThan(allFrames?.maximumNs ?? 0);
    expect(allFrames?.p50Ns).toBeLessThanOrEqual(allFrames?.p99Ns ?? 0);
  });

  it('frame loss: from most of the frames at the wire’s rate down to none, near 1 - capacity / load', async () => {
    const { trials, losslessPps } = only(
      await measure({ kind: 'rfc2544-frame-loss', frameLoss: { durationMs: 8, stepPercent: 5 } }),
      'frame-loss',
    );
    const { throughputPps } = only(await measure({ kind: 'rfc2544-throughput' }), 'throughput');
    expect(trials.slice(-2).map(({ lossRatio }) => lossRatio)).toEqual([0, 0]);
    expect(losslessPps).toBeLessThan(throughputPps ?? 0);
    // An overloaded device works in larger batches, and so carries somewhat more than without loss.
    for (const { loadPps, lossRatio } of trials.slice(0, -2))
      expect(Math.abs(lossRatio - (1 - (throughputPps ?? 0) / loadPps))).toBeLessThan(0.15);
  });

  it('back-to-back: a longer ring holds a longer burst', async () => {
    const burstOf = async (ringDescriptors: number) =>
      only(
        await measure({ kind: 'rfc2544-back-to-back', throughput, backToBack: { repetitions: 1 } }, 'sriov', { nic: { ringDescriptors } }),
        'back-to-back',
      );
    const [short, long] = [await burstOf(128), await burstOf(2048)];
    expect(long.burst?.average).toBeGreaterThan(4 * (short.burst?.average ?? 0));
    expect(long.correctedBufferS).toBeLessThan(long.impliedBufferS ?? 0);
  });

  it('recovery: losses end soon after the overload', async () => {
    const { recovery, overloadPps, throughputPps } = only(
      await measure({
        kind: 'rfc2544-recovery',
        throughput,
        recovery: { overloadMs: 10, observedMs: 10, repetitions: 2, overloadPercent: 150 },
      }),
      'system-recovery',
    );
    expect(overloadPps).toBeCloseTo(1.5 * (throughputPps ?? 0), 0);
    expect(recovery?.maximumS).toBeLessThan(0.01);
  });

  it('scaling: the other figures are at the knee', async () => {
    const measured = await measure({ kind: 'vm-scaling', scaling: { counts: [1, 2, 4, 8], trialMs: 2 } }, 'xen-split-driver', {
      host: { networkCores: 1 },
    });
    const { kneeVms, steps } = only(measured, 'vm-scaling');
    // One driver-domain core carries all: more VMs bring nothing.
    expect(kneeVms).toBe(1);
    expect(steps.length).toBe(2);
    expect(measured.settled.vms[0]?.count).toBe(1);
  });

  it('scaling: ends with the reason where more VMs cannot be had, and is refused where not even the first can', async () => {
    const nic = { virtualFunctions: 2 };
    const scaling = (counts: number[]) => ({ kind: 'vm-scaling' as const, scaling: { counts, trialMs: 1, kneePercent: 1 } });
    const { steps, kneeVms, limit } = only(await measure(scaling([1, 2, 4]), 'sriov', { nic }), 'vm-scaling');
    expect([steps.map(({ vms: count }) => count), kneeVms]).toEqual([[1, 2], null]);
    expect(limit).toContain('4 VMs cannot be had');
    await expect(measure(scaling([4, 8]), 'sriov', { nic })).rejects.toThrow(TechniqueRefused);
  });

  it('fairness: equal VMs share an overloaded port equally', async () => {
    const { jainIndex, shares, minimumShare, maximumShare } = only(
      await measure({ kind: 'fairness', fairness: { durationMs: 4 } }),
      'fairness',
    );
    expect(shares.map(({ name }) => name)).toEqual(['vm-1', 'vm-2']);
    expect(jainIndex).toBeGreaterThan(0.99);
    expect(minimumShare + maximumShare).toBeCloseTo(1, 9);
  });

  it('noisy neighbour: a shared driver domain passes on each frame of the neighbour, virtual functions keep victims apart', async () => {
    const groups = {
      host: { networkCores: 1 },
      vms: [
        { name: 'victim', count: 2 },
        { name: 'loud', count: 1 },
      ],
      flows: [
        { name: 'modest', vms: 'victim', traffic: { kind: 'constant' as const } },
        { name: 'flood', vms: 'loud', traffic: { kind: 'constant' as const, size: { kind: 'fixed' as const, frameBytes: 64 } } },
      ],
    };
    const isolationOf = async (technique: Name) =>
      only(await measure({ kind: 'noisy-neighbour', noisyNeighbour: { trialMs: 2 } }, technique, groups, 64), 'noisy-neighbour').isolation;
    expect((await isolationOf('xen-split-driver')).integralFree).toBeLessThan(0.2);
    expect((await isolationOf('sriov')).integralFree).toBeGreaterThan(0.7);
  });
});

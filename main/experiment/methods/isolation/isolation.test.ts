import { describe, expect, it } from 'vitest';
import { steadyDevice } from '../device.fixture.ts';
import { searchLoads, type GoalResult } from '../mlrsearch/search.ts';
import type { SearchGoal } from '../mlrsearch/search-goal.ts';
import { TrialLog } from '../trial-log.ts';
import { deviceWith } from '../device.fixture.ts';
import { fairnessOf } from './fairness.ts';
import { isolationMetrics } from './krebs.ts';
import { measureNoisyNeighbour } from './noisy-neighbour.ts';
import { measureScaling } from './scaling.ts';

const goal: SearchGoal = { name: 'NDR', finalTrialDurationS: 1, durationSumS: 3, lossRatio: 0, exceedRatio: 0.5, width: 0.001 };
const frames = { kind: 'fixed', frameBytes: 64 } as const;
const { signal } = new AbortController();

describe('scaling', () => {
  /** Each VM carries 100,000 frames per second, and all together at most 450,000. */
  const measureAt = async (vms: number) => {
    const log = new TrialLog(steadyDevice(Math.min(450_000, 100_000 * vms)), signal);
    const [found] = await searchLoads(log, { frames, minimumPps: 1000, maximumPps: 1e6, mostTrials: 500, goals: [goal] });
    return { found: found as GoalResult, trial: null };
  };

  it('finds the knee where the throughput grows by less than the threshold of the growth of the VMs, and ends behind it', async () => {
    const { steps, kneeVms } = await measureScaling({ counts: [1, 2, 4, 8, 16], kneeThreshold: 0.5, measureAt });
    expect(kneeVms).toBe(4);
    expect(steps.map(({ vms }) => vms)).toEqual([1, 2, 4, 8]);
    expect(steps[1]?.scaling).toBeCloseTo(1, 1);
    expect(steps[3]?.scaling).toBeCloseTo(0.125, 1);
    expect(steps[3]?.throughputPps).toBeCloseTo(450_000, -4);
  });

  it('has no knee where it grows to the last step', async () => {
    const { kneeVms, steps } = await measureScaling({ counts: [1, 2, 4], kneeThreshold: 0.5, measureAt });
    expect([kneeVms, steps.length]).toEqual([null, 3]);
  });
});

describe('isolation metrics', () => {
  const loads = (keptAt: (disruptive: number) => number) =>
    [0, 0.5, 1, 1.5].map((disruptivePps) => ({ disruptivePps, abidingPps: keptAt(disruptivePps) }));

  it('are perfect where the victims keep everything', () => {
    expect(isolationMetrics(loads(() => 1))).toEqual({ end: null, base: 1, integralBase: 1, integralFree: 1 });
  });

  it('are none where each frame of the neighbour costs the victims one', () => {
    const { end, base, integralBase, integralFree } = isolationMetrics(loads((disruptive) => Math.max(0, 1 - disruptive)));
    expect([end, base]).toEqual([1, 0]);
    expect(integralBase).toBeCloseTo(0, 12);
    expect(integralFree).toBeCloseTo(0, 12);
  });

  it('are a half where it costs them half a frame', () => {
    const { end, base, integralBase } = isolationMetrics(loads((disruptive) => 1 - disruptive / 2));
    expect([end, base]).toEqual([null, 0.5]);
    expect(integralBase).toBeCloseTo(0.5, 12);
  });

  it('say what cannot be known: the neighbour’s load is too small, or the victims have nothing to lose', () => {
    expect(isolationMetrics(loads(() => 10))).toMatchObject({ end: null, base: null, integralBase: null });
    const unknown = { end: null, base: null, integralBase: null, integralFree: null };
    expect(isolationMetrics(loads(() => 0))).toEqual(unknown);
    expect(isolationMetrics([])).toEqual(unknown);
  });
});

describe('a noisy neighbour', () => {
  const CAPACITY = 1_000_000;
  const test = {
    maximumPps: 2e6,
    victimMaximumPps: 2e6,
    minimumPps: 1000,
    mostTrials: 500,
    neighbourPart: 0.2,
    levels: [0, 0.5, 1, 1.5],
    victimPart: 0.5,
    capacityGoal: goal,
    victimGoal: goal,
  };
  const shared = () =>
    new TrialLog(
      deviceWith(({ loadPps, backgroundPps = 0 }) => Math.max(0, 1 - (CAPACITY - backgroundPps) / loadPps)),
      signal,
    );

  it('takes from the victims what it has where all share one queue', async () => {
    const { levels, neighbourSharePps, victimLoadPps, isolation } = await measureNoisyNeighbour({
      ...test,
      together: shared(),
      victims: shared(),
    });
    expect(neighbourSharePps).toBeCloseTo(0.2 * CAPACITY, -3);
    expect(victimLoadPps).toBeCloseTo(0.4 * CAPACITY, -3);
    expect(levels.map(({ ndrPps }) => Math.round((ndrPps ?? 0) / 10_000))).toEqual([100, 90, 80, 70]);
    expect(isolation.integralFree).toBeCloseTo(0, 1);
  });

  it('fails with the reason where nothing is carried at all', async () => {
    const dead = () =>
      new TrialLog(
        deviceWith(() => 1),
        signal,
      );
    const { failure, levels } = await measureNoisyNeighbour({ ...test, together: dead(), victims: dead() });
    expect(failure).toContain('minimum load');
    expect(levels).toEqual([]);
  });
});

describe('fairness', () => {
  it('is of those that were offered something: indices, and the least and largest share', () => {
    const share = (name: string, weight: number, offeredFrames: number, receivedFrames: number) => ({
      name,
      weight,
      offeredFrames,
      receivedFrames,
    });
    const { shares, ...figures } = fairnessOf({
      durationS: 2,
      shares: [share('a', 1, 1000, 300), share('b', 2, 1000, 600), share('idle', 1, 0, 0)],
    });
    expect(shares.map(({ name, receivedPps }) => [name, receivedPps])).toEqual([
      ['a', 150],
      ['b', 300],
    ]);
    expect(figures.jainIndex).toBeCloseTo(0.9, 9);
    expect(figures.weightedJainIndex).toBeCloseTo(1, 12);
    expect([figures.minimumShare, figures.maximumShare]).toEqual([300 / 900, 600 / 900]);
  });
});

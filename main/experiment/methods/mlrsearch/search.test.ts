import { describe, expect, it } from 'vitest';
import { deviceWith, noisyDevice, steadyDevice, type MadeUpDevice } from '../device.fixture.ts';
import { TrialLog } from '../trial-log.ts';
import { loadStatus } from './load-classification.ts';
import { relativeWidth, relevantBounds } from './relevant-bounds.ts';
import { searchLoads, type GoalResult, type LoadSearch } from './search.ts';
import type { ClassifiedTrial, SearchGoal } from './search-goal.ts';

/** As FD.io CSIT searches. */
const ndr: SearchGoal = { name: 'NDR', finalTrialDurationS: 1, durationSumS: 21, lossRatio: 0, exceedRatio: 0.5, width: 0.005 };
const pdr: SearchGoal = { ...ndr, name: 'PDR', lossRatio: 0.005 };
const search: LoadSearch = {
  frames: { kind: 'fixed', frameBytes: 64 },
  minimumPps: 9001,
  maximumPps: 14_880_952,
  goals: [ndr, pdr],
  mostTrials: 1000,
};

async function run(device: MadeUpDevice, changed: Partial<LoadSearch> = {}): Promise<GoalResult[]> {
  return searchLoads(new TrialLog(device, new AbortController().signal), { ...search, ...changed });
}

describe('MLRsearch', () => {
  it.each([50_000, 1_234_567, 9_000_000, 14_500_000])('bounds the capacity of a steady device: %i frames per second', async (capacity) => {
    const [foundNdr, foundPdr] = await run(steadyDevice(capacity));
    expect(foundNdr?.lowerPps).toBeLessThanOrEqual(capacity);
    expect(foundNdr?.upperPps).toBeGreaterThan(capacity);
    expect(foundNdr?.throughputPps).toBe(foundNdr?.lowerPps);
    // Half a percent of loss is what the load may be above the capacity.
    expect(foundPdr?.lowerPps).toBeLessThanOrEqual(capacity / 0.995 + 1);
    expect(foundPdr?.upperPps).toBeGreaterThan(capacity / 0.995 - 1);
    for (const one of [foundNdr, foundPdr]) {
      expect(relativeWidth(one?.lowerPps ?? 0, one?.upperPps ?? 1)).toBeLessThanOrEqual(0.005);
      expect(one).toMatchObject({ irregular: false, failure: null });
    }
  });

  it('marks the result as irregular where the maximum load is a lower bound', async () => {
    const results = await run(steadyDevice(20_000_000));
    for (const result of results) expect(result).toMatchObject({ irregular: true, failure: null, upperPps: null, lowerPps: 14_880_952 });
  });

  it('fails for the goal for which the minimum load is an upper bound, and only for that', async () => {
    const [foundNdr, foundPdr] = await run(deviceWith(({ loadPps }) => Math.max(0.001, 1 - 500_000 / loadPps)));
    expect(foundNdr?.failure).toContain('minimum load');
    expect(foundPdr).toMatchObject({ failure: null });
    expect(foundPdr?.lowerPps).toBeGreaterThan(490_000);
    // What the conditional throughput adds: the loss that the goal let pass is taken off.
    expect(foundPdr?.throughputPps).toBeLessThan(foundPdr?.lowerPps ?? 0);
  });

  it('gives up after the trials that it may make, and says so', async () => {
    const [foundNdr] = await run(noisyDevice(5e6, 0.02, 1), { mostTrials: 6 });
    expect(foundNdr?.failure).toContain('6 trials');
  });

  it('stays below where a higher load has less loss than a lower one', async () => {
    const inverted = deviceWith(({ loadPps }) => (loadPps > 8e6 || (loadPps > 2e6 && loadPps < 4e6) ? 0.2 : 0));
    const trials = new Map<number, ClassifiedTrial[]>();
    const put = (loadPps: number, lossRatio: number) =>
      trials.set(
        loadPps,
        Array.from({ length: 21 }, () => ({ durationS: 1, effectiveDurationS: 1, lossRatio })),
      );
    put(1e6, 0);
    put(3e6, 0.2);
    put(6e6, 0);
    put(9e6, 0.2);
    expect(relevantBounds(trials, ndr)).toEqual({ lowerPps: 1e6, upperPps: 3e6 });
    const [found] = await run(inverted);
    expect(found?.failure).toBeNull();
    expect(relativeWidth(found?.lowerPps ?? 0, found?.upperPps ?? 1)).toBeLessThanOrEqual(0.005);
  });

  it('uses trials of an initial duration first where the goal has one', async () => {
    const device = steadyDevice(3e6);
    const goal: SearchGoal = {
      name: 'RFC 2544',
      finalTrialDurationS: 60,
      durationSumS: 60,
      lossRatio: 0,
      exceedRatio: 0,
      width: 0.01,
      initialTrialDurationS: 1,
    };
    const [found] = await run(device, { goals: [goal] });
    expect(found?.lowerPps).toBeGreaterThan(2.96e6);
    expect(device.requests.filter(({ durationS }) => durationS < 60).length).toBeGreaterThan(
      device.requests.filter(({ durationS }) => durationS === 60).length,
    );
  });
});

/** Plain binary search for one goal after the other, from the whole range, each load tried until it is classified as surely as the goal asks. */
async function binarySearch(device: MadeUpDevice, goal: SearchGoal): Promise<{ lowerPps: number; upperPps: number }> {
  const { signal } = new AbortController();
  let [lowerPps, upperPps] = [search.minimumPps, search.maximumPps];
  while (relativeWidth(lowerPps, upperPps) > goal.width) {
    const loadPps = Math.round((lowerPps + upperPps) / 2);
    const trials: ClassifiedTrial[] = [];
    while (loadStatus(trials, goal).loadClass === 'undecided')
      trials.push(await device.measure({ loadPps, durationS: goal.finalTrialDurationS, frames: search.frames }, signal));
    if (loadStatus(trials, goal).loadClass === 'lower-bound') lowerPps = loadPps;
    else upperPps = loadPps;
  }
  return { lowerPps, upperPps };
}

describe('MLRsearch on a stochastic device', () => {
  it('takes less time than plain binary search at the same confidence, and is as near', async () => {
    const capacity = 5_000_000;
    let [mlrS, binaryS, mlrError, binaryError] = [0, 0, 0, 0];
    const errorOf = (lowerPps: number) => Math.abs(lowerPps / capacity - 1);
    const devices = 30;
    for (let seed = 1; seed <= devices; seed++) {
      const device = noisyDevice(capacity, 0.01, seed);
      const [foundNdr, foundPdr] = await run(device);
      expect([foundNdr?.failure, foundPdr?.failure]).toEqual([null, null]);
      mlrS += device.spentS();
      mlrError += errorOf(foundNdr?.lowerPps ?? 0);
      const same = noisyDevice(capacity, 0.01, seed);
      binaryError += errorOf((await binarySearch(same, ndr)).lowerPps);
      await binarySearch(same, pdr);
      binaryS += same.spentS();
    }
    // Seen: 0.37.
    expect(mlrS / binaryS).toBeLessThan(0.6);
    expect(mlrError / devices).toBeLessThan(Math.max(1.5 * (binaryError / devices), 0.01));
  });
});

import { describe, expect, it } from 'vitest';
import { deviceWith, steadyDevice, type MadeUpDevice } from '../device.fixture.ts';
import { TrialLog } from '../trial-log.ts';
import { searchThroughput, type ThroughputSearch } from './throughput-search.ts';

const search: ThroughputSearch = {
  frames: { kind: 'fixed', frameBytes: 64 },
  maximumPps: 1_000_000,
  resolution: 0.005,
  searchDurationS: 1,
  finalDurationS: 60,
  attempts: 1,
};

async function run(device: MadeUpDevice, changed: Partial<ThroughputSearch> = {}) {
  const log = new TrialLog(device, new AbortController().signal);
  return { ...(await searchThroughput(log, { ...search, ...changed })), trials: log.trials };
}

describe('the throughput search', () => {
  it.each([3_000, 123_456, 500_000, 999_999])(
    'finds %i frames per second to its resolution, and confirms it at full length',
    async (capacity) => {
      const { throughputPps, lowestLossPps, trials } = await run(steadyDevice(capacity), { resolution: 0.001 });
      expect(throughputPps).toBeLessThanOrEqual(capacity);
      expect(throughputPps).toBeGreaterThan(capacity - 1000);
      expect(lowestLossPps).toBeGreaterThan(capacity);
      expect(trials.at(-1)).toMatchObject({ purpose: 'confirmation', durationS: 60, passed: true, loadPps: throughputPps });
    },
  );

  it('needs one trial and its confirmation where the wire is the limit', async () => {
    const { throughputPps, lowestLossPps, trials } = await run(steadyDevice(2_000_000));
    expect([throughputPps, lowestLossPps]).toEqual([1_000_000, null]);
    expect(trials.map(({ purpose }) => purpose)).toEqual(['search', 'confirmation']);
  });

  it('has no result where every load has loss', async () => {
    const { throughputPps, lowestLossPps } = await run(deviceWith(() => 0.01));
    expect(throughputPps).toBeNull();
    expect(lowestLossPps).toBeLessThanOrEqual(5000);
  });

  it('goes on below where the confirmation has loss that the short trials had not', async () => {
    const device = deviceWith(({ loadPps, durationS }) => (loadPps > (durationS >= 60 ? 300_000 : 400_000) ? 0.1 : 0));
    const { throughputPps, trials } = await run(device);
    expect(throughputPps).toBeLessThanOrEqual(300_000);
    expect(throughputPps).toBeGreaterThan(295_000);
    expect(trials.filter(({ purpose, passed }) => purpose === 'confirmation' && passed === false).length).toBeGreaterThan(0);
  });

  it('counts a pass at any of max(r) attempts, so that a loss by accident does not decide', async () => {
    const attemptsAt = new Map<number, number>();
    const losesAtFirst = () =>
      deviceWith(({ loadPps }) => {
        const before = attemptsAt.get(loadPps) ?? 0;
        attemptsAt.set(loadPps, before + 1);
        return loadPps > 600_000 || before === 0 ? 0.001 : 0;
      });
    const verified = await run(losesAtFirst(), { attempts: 2 });
    expect(verified.throughputPps).toBeGreaterThan(594_000);
    attemptsAt.clear();
    expect((await run(losesAtFirst())).throughputPps).toBeNull();
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const device = deviceWith(() => {
      controller.abort(new Error('cancelled'));
      return 0.5;
    });
    await expect(searchThroughput(new TrialLog(device, controller.signal), search)).rejects.toThrow('cancelled');
    expect(device.requests.length).toBe(1);
  });
});

/** The tests of RFC 2544 besides the throughput, against devices whose answers are known. */
import { describe, expect, it } from 'vitest';
import { deviceWith, steadyDevice, type MadeUpDevice } from '../device.fixture.ts';
import { TrialLog } from '../trial-log.ts';
import { correctedBufferS, impliedBufferS, measureBackToBack } from './back-to-back.ts';
import { measureFrameLoss } from './frame-loss.ts';
import { measureLatency } from './latency.ts';
import { measureRecovery } from './system-recovery.ts';

const frames = { kind: 'fixed', frameBytes: 64 } as const;
const MAXIMUM_PPS = 1_000_000;

function logOf(device: MadeUpDevice): TrialLog {
  return new TrialLog(device, new AbortController().signal);
}

describe('frame loss rate', () => {
  const test = { frames, maximumPps: MAXIMUM_PPS, step: 0.1, durationS: 1 };

  it('goes down from the maximum by steps until two trials in a row have no loss', async () => {
    const log = logOf(steadyDevice(650_000));
    expect(await measureFrameLoss(log, test)).toBeCloseTo(600_000, 3);
    expect(log.trials.map(({ loadPps }) => Math.round(loadPps / 1000))).toEqual([1000, 900, 800, 700, 600, 500]);
    expect(log.trials[0]?.lossRatio).toBeCloseTo(0.35, 9);
  });

  it('does not take one trial without loss for the end', async () => {
    const log = logOf(deviceWith(({ loadPps }) => (Math.round(loadPps) === 900_000 || loadPps < 350_000 ? 0 : 0.1)));
    expect(await measureFrameLoss(log, test)).toBeCloseTo(300_000, 3);
  });

  it('has no lossless load where all lose, and tries the last step', async () => {
    const log = logOf(deviceWith(() => 0.01));
    expect(await measureFrameLoss(log, test)).toBeNull();
    expect(log.trials.length).toBe(10);
  });
});

describe('back-to-back frames', () => {
  /** Buffers so many frames of a burst. */
  const buffering = (buffer: number) => deviceWith(({ loadPps, durationS }) => (Math.round(loadPps * durationS) > buffer ? 0.01 : 0));

  it.each([1, 37, 1000, 44_000])('finds a buffer of %i frames to a hundredth', async (buffer) => {
    const device = buffering(buffer);
    const burst = await measureBackToBack(logOf(device), { frames, maximumPps: MAXIMUM_PPS, longestBurst: 50_000, repetitions: 3 });
    expect(burst.average).toBeLessThanOrEqual(buffer);
    expect(burst.average).toBeGreaterThanOrEqual(Math.floor(0.99 * buffer) - 1);
    expect([burst.minimum, burst.maximum]).toEqual([burst.average, burst.average]);
    expect(device.requests.every((request) => request.burst === true && request.loadPps === MAXIMUM_PPS)).toBe(true);
  });

  it('is at least the longest burst that is tried where that has no loss', async () => {
    const burst = await measureBackToBack(logOf(buffering(1e9)), { frames, maximumPps: MAXIMUM_PPS, longestBurst: 5000, repetitions: 1 });
    expect(burst.average).toBe(5000);
  });

  it('corrects the buffer time by what was forwarded meanwhile (RFC 9004)', () => {
    expect(impliedBufferS(1000, MAXIMUM_PPS)).toBe(0.001);
    expect(correctedBufferS(1000, MAXIMUM_PPS, 750_000)).toBeCloseTo(0.00025, 12);
  });
});

describe('system recovery', () => {
  const test = { frames, overloadPps: 1_100_000, reduced: 0.5, overloadS: 60, observedS: 60, repetitions: 2 };

  it('is the time from the drop of the load to the last lost frame', async () => {
    const device = deviceWith(() => 0.1, { lastLossS: 60.25 });
    expect((await measureRecovery(logOf(device), test)).averageS).toBeCloseTo(0.25, 9);
    expect(device.requests[0]?.steps).toEqual([
      { durationS: 60, factor: 1 },
      { durationS: 60, factor: 0.5 },
    ]);
  });

  it('is nothing where the last frame was lost before the drop, or none was', async () => {
    for (const lastLossS of [59, null])
      expect(await measureRecovery(logOf(deviceWith(() => 0, { lastLossS })), test)).toEqual({
        repetitions: 2,
        averageS: 0,
        minimumS: 0,
        maximumS: 0,
      });
  });
});

describe('latency', () => {
  const latency = { samples: 100, minimumNs: 1, averageNs: 5, maximumNs: 20, p50Ns: 4, p90Ns: 8, p99Ns: 15, p999Ns: 18, p9999Ns: 19 };

  it('is of one tagged frame of each trial, and of all frames beside it', async () => {
    const device = deviceWith(() => 0, { taggedLatencyNs: 7, latency });
    const measured = await measureLatency(logOf(device), { frames, throughputPps: 500_000, durationS: 120, repetitions: 20 });
    expect(measured).toEqual({ taggedAverageNs: 7, taggedFrames: 20, allFrames: { ...latency, samples: 2000 } });
    expect(device.requests.length).toBe(20);
  });

  it('leaves out tagged frames that were lost', async () => {
    const measured = await measureLatency(logOf(deviceWith(() => 1)), { frames, throughputPps: 1, durationS: 1, repetitions: 2 });
    expect(measured).toEqual({ taggedAverageNs: null, taggedFrames: 0, allFrames: null });
  });
});

/** For tests of controllers: a device with known throughput behind the measurer's interface, without a simulator. */
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import type { TrialMeasurer, TrialRequest, TrialResult } from './trial-measurer.ts';

export interface MadeUpDevice extends TrialMeasurer {
  readonly requests: TrialRequest[];
  /** Sum of the durations of the trials, s. */
  readonly spentS: () => number;
}

/** `lossOf`: loss ratio of a trial. */
export function deviceWith(lossOf: (request: TrialRequest) => number, more: Partial<TrialResult> = {}): MadeUpDevice {
  const requests: TrialRequest[] = [];
  return {
    requests,
    spentS: () => requests.reduce((sum, { durationS }) => sum + durationS, 0),
    async measure(request, signal) {
      signal.throwIfAborted();
      requests.push(request);
      const { loadPps, durationS } = request;
      const lossRatio = lossOf(request);
      const offeredFrames = Math.round(loadPps * durationS);
      return {
        loadPps,
        durationS,
        offeredFrames,
        receivedFrames: Math.round(offeredFrames * (1 - lossRatio)),
        lossRatio,
        forwardingRatePps: loadPps * (1 - lossRatio),
        effectiveDurationS: durationS,
        queuedFrames: 0,
        latency: null,
        taggedLatencyNs: null,
        lastLossS: null,
        shares: [],
        phases: { sendingS: durationS, settlingS: 0 },
        ...more,
      };
    },
  };
}

/** Forwards up to its capacity, frames per second, and loses the rest. */
export function steadyDevice(capacityPps: number): MadeUpDevice {
  return deviceWith(({ loadPps }) => Math.max(0, 1 - capacityPps / loadPps));
}

/**
 * A device whose capacity is normally distributed from trial to trial: near its mean, half of the trials have loss. Below, a trial loses now and then
 * by accident.
 */
export function noisyDevice(capacityPps: number, deviation: number, seed: number): MadeUpDevice {
  const stream = new RandomStream(seed, 0, 'device');
  const normal = () => Array.from({ length: 12 }, () => stream.uniform()).reduce((sum, value) => sum + value, -6);
  return deviceWith(({ loadPps }) => Math.max(0, 1 - (capacityPps * (1 + deviation * normal())) / loadPps));
}

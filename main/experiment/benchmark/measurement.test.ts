import { describe, expect, it } from 'vitest';
import { median, speedOf, type Measurement } from './measurement.ts';

const measurement: Measurement = {
  events: 400,
  frames: 100,
  simulatedNs: 2e9,
  cpuSeconds: 0.5,
  calibrationStepSeconds: 0.000125,
  bytesPerFrame: 3,
};

describe('the speed over measurements', () => {
  it('is in events and frames for each second of the processor', () => {
    expect(speedOf([measurement])).toEqual({
      eventsPerSecond: 800,
      framesPerSecond: 200,
      eventsPerFrame: 4,
      nanosecondsPerEvent: 1.25e6,
      stepsPerEvent: 10,
      bytesPerFrame: 3,
      realTimeFactor: 4,
    });
  });

  it('is the median, which one disturbed measurement does not move', () => {
    const disturbed = { ...measurement, cpuSeconds: 50 };
    expect(speedOf([measurement, disturbed, measurement]).eventsPerSecond).toBe(800);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

/** What one process measured of a variant, and what several such processes say together. */
export interface Measurement {
  readonly events: number;
  /** Frames that entered. */
  readonly frames: number;
  readonly simulatedNs: number;
  /** Time of the processor, user and system. */
  readonly cpuSeconds: number;
  /** Time of the processor for one step of the calibration loop, in the same process. */
  readonly calibrationStepSeconds: number;
  /** Heap memory that a further frame takes; about 0. */
  readonly bytesPerFrame: number;
}

export interface Speed {
  readonly eventsPerSecond: number;
  readonly framesPerSecond: number;
  readonly eventsPerFrame: number;
  readonly nanosecondsPerEvent: number;
  /** Time of an event over the time of a step of the calibration loop: the same on a slower machine. */
  readonly stepsPerEvent: number;
  readonly bytesPerFrame: number;
  /** Simulated time over time of the processor. */
  readonly realTimeFactor: number;
}

/** Medians over the measurements; times are of the processor, which other programs on the machine disturb least. At least one measurement. */
export function speedOf(measurements: readonly Measurement[]): Speed {
  const over = (figure: (measurement: Measurement) => number) => median(measurements.map(figure));
  return {
    eventsPerSecond: over(({ events, cpuSeconds }) => events / cpuSeconds),
    framesPerSecond: over(({ frames, cpuSeconds }) => frames / cpuSeconds),
    eventsPerFrame: over(({ events, frames }) => events / frames),
    nanosecondsPerEvent: over(({ events, cpuSeconds }) => (cpuSeconds * 1e9) / events),
    stepsPerEvent: over(({ events, cpuSeconds, calibrationStepSeconds }) => cpuSeconds / events / calibrationStepSeconds),
    bytesPerFrame: over(({ bytesPerFrame }) => bytesPerFrame),
    realTimeFactor: over(({ simulatedNs, cpuSeconds }) => simulatedNs / 1e9 / cpuSeconds),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

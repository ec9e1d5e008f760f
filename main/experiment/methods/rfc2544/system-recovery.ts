/** System recovery (RFC 2544 section 26.5): after an overload the load drops, and frames are lost for how long still? */
import type { FrameSize } from '../../../../shared/scenario/schema.ts';
import type { TrialLog } from '../trial-log.ts';

export interface RecoveryTest {
  readonly frames: FrameSize | null;
  /** Frames per second. */
  readonly overloadPps: number;
  /** Load after the drop, over the overload. */
  readonly reduced: number;
  readonly overloadS: number;
  readonly observedS: number;
  readonly repetitions: number;
}

export interface Recovery {
  readonly repetitions: number;
  readonly averageS: number;
  readonly minimumS: number;
  readonly maximumS: number;
}

/** 0 where nothing is lost after the drop. */
export async function measureRecovery(log: TrialLog, test: RecoveryTest): Promise<Recovery> {
  const { frames, overloadPps, reduced, overloadS, observedS, repetitions } = test;
  const steps = [
    { durationS: overloadS, factor: 1 },
    { durationS: observedS, factor: reduced },
  ];
  const times: number[] = [];
  for (let number = 0; number < repetitions; number++) {
    const { lastLossS } = await log.measure('recovery', { loadPps: overloadPps, durationS: overloadS + observedS, frames, steps });
    times.push(Math.max(0, (lastLossS ?? 0) - overloadS));
  }
  return {
    repetitions,
    averageS: times.reduce((sum, time) => sum + time, 0) / times.length,
    minimumS: Math.min(...times),
    maximumS: Math.max(...times),
  };
}

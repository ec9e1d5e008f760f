/** Back-to-back frames (RFC 2544 section 26.4): the longest burst at the smallest gap without loss; and what it says of buffers (RFC 9004). */
import type { FrameSize } from '../../../../shared/scenario/schema.ts';
import type { TrialLog } from '../trial-log.ts';
import { isLossless } from '../trial-measurer.ts';

export interface BackToBackTest {
  readonly frames: FrameSize | null;
  /** Smallest gap: frames per second. */
  readonly maximumPps: number;
  readonly longestBurst: number;
  readonly repetitions: number;
}

export interface Burst {
  readonly repetitions: number;
  /** Frames. */
  readonly average: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Lengths closer than this share of the longer end a repetition. */
const RESOLUTION = 0.01;

export async function measureBackToBack(log: TrialLog, { frames, maximumPps, longestBurst, repetitions }: BackToBackTest): Promise<Burst> {
  const lengths: number[] = [];
  for (let number = 0; number < repetitions; number++) {
    const passes = async (length: number) =>
      isLossless(await log.measure('burst', { loadPps: maximumPps, durationS: length / maximumPps, frames, burst: true }, isLossless));
    lengths.push(await longestPassing(longestBurst, passes));
  }
  return {
    repetitions,
    average: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
    minimum: Math.min(...lengths),
    maximum: Math.max(...lengths),
  };
}

/** Lengthens where there is no loss and shortens where there is, by halves. */
async function longestPassing(longest: number, passes: (length: number) => Promise<boolean>): Promise<number> {
  if (await passes(longest)) return longest;
  let [passed, lost] = [0, longest];
  while (lost - passed > Math.max(1, RESOLUTION * lost)) {
    const length = Math.floor((passed + lost) / 2);
    if (await passes(length)) passed = length;
    else lost = length;
  }
  return passed;
}

/** Time that a burst lasts, s. */
export function impliedBufferS(burstFrames: number, maximumPps: number): number {
  return burstFrames / maximumPps;
}

/** What is forwarded while the burst comes in was not buffered: RFC 9004 section 6.4, s. */
export function correctedBufferS(burstFrames: number, maximumPps: number, throughputPps: number): number {
  return impliedBufferS(burstFrames, maximumPps) * (1 - throughputPps / maximumPps);
}

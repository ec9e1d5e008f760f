/** Frame loss rate (RFC 2544 section 26.3): from the maximum load down by equal steps, until two trials in a row have no loss. */
import type { FrameSize } from '../../../../shared/scenario/schema.ts';
import type { TrialLog } from '../trial-log.ts';
import { isLossless } from '../trial-measurer.ts';

export interface FrameLossTest {
  readonly frames: FrameSize | null;
  readonly maximumPps: number;
  /** Share of the maximum by which the load goes down. */
  readonly step: number;
  readonly durationS: number;
}

/** Highest load without loss from which on all lower ones had none, frames per second; null when no load had none. The trials are the curve. */
export async function measureFrameLoss(log: TrialLog, { frames, maximumPps, step, durationS }: FrameLossTest): Promise<number | null> {
  let losslessPps: number | null = null;
  for (let number = 0; 1 - number * step > step / 2; number++) {
    const loadPps = maximumPps * (1 - number * step);
    const before = losslessPps;
    const lossless = isLossless(await log.measure('loss curve', { loadPps, durationS, frames }, isLossless));
    if (!lossless) losslessPps = null;
    else if (before !== null) return before;
    else losslessPps = loadPps;
  }
  return losslessPps;
}

/**
 * Throughput: the highest load without loss, by binary search with loss verification (ETSI GS NFV-TST 009, 12.3.3; with one attempt RFC 2544
 * section 26.1), confirmed by a trial of full length.
 */
import type { FrameSize } from '../../../../shared/scenario/schema.ts';
import type { TrialLog } from '../trial-log.ts';
import { isLossless } from '../trial-measurer.ts';

export interface ThroughputSearch {
  readonly frames: FrameSize | null;
  /** Theoretical maximum, where the search begins, frames per second. */
  readonly maximumPps: number;
  /** Bounds closer than this share of the maximum end the search. */
  readonly resolution: number;
  /** Trials of the search and of the confirmation, s. */
  readonly searchDurationS: number;
  readonly finalDurationS: number;
  /** max(r): a load with loss is tried so often in all; one pass counts. */
  readonly attempts: number;
  readonly backgroundPps?: number;
}

export interface FoundThroughput {
  /** Frames per second; null when no load above the resolution was without loss. */
  readonly throughputPps: number | null;
  /** Smallest load with loss, frames per second; null when the maximum has none. */
  readonly lowestLossPps: number | null;
}

export async function searchThroughput(log: TrialLog, search: ThroughputSearch): Promise<FoundThroughput> {
  const { frames, maximumPps, attempts, searchDurationS, finalDurationS } = search;
  const background = search.backgroundPps === undefined ? {} : { backgroundPps: search.backgroundPps };
  const attempt = async (purpose: string, loadPps: number, durationS: number): Promise<boolean> => {
    for (let number = 0; number < attempts; number++) {
      if (isLossless(await log.measure(purpose, { loadPps, durationS, frames, ...background }, isLossless))) return true;
    }
    return false;
  };
  const thresholdPps = search.resolution * maximumPps;
  let durationS = searchDurationS;
  let passedPps: number | null = null;
  let lossPps: number | null = null;
  let probePps = maximumPps;
  for (;;) {
    if (await attempt('search', probePps, durationS)) passedPps = probePps;
    else lossPps = probePps;
    if (lossPps !== null && lossPps - (passedPps ?? 0) > thresholdPps) {
      probePps = ((passedPps ?? 0) + lossPps) / 2;
      continue;
    }
    const confirmed = passedPps === null || durationS >= finalDurationS || (await attempt('confirmation', passedPps, finalDurationS));
    if (confirmed) return { throughputPps: passedPps, lowestLossPps: lossPps };
    // A long trial has loss where a short one had none: what passed short trials proves nothing, and the search goes on below at full length.
    lossPps = passedPps;
    passedPps = null;
    durationS = finalDurationS;
    if (lossPps === null || lossPps <= thresholdPps) return { throughputPps: null, lowestLossPps: lossPps };
    probePps = lossPps / 2;
  }
}

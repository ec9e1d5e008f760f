/** How what an overloaded system carries is shared (R. Jain, D.-M. Chiu, W. Hawe, DEC-TR-301, 1984). */
import type { MeasurementOf } from '../../../../shared/result/measurement.ts';
import { jainIndex } from '../../statistics/jain.ts';
import type { TrialResult } from '../trial-measurer.ts';

type Fairness = MeasurementOf<'fairness'>;
export type MeasuredFairness = Pick<Fairness, 'shares' | 'jainIndex' | 'weightedJainIndex' | 'minimumShare' | 'maximumShare'>;

/** Of those that were offered something. */
export function fairnessOf({ shares, durationS }: Pick<TrialResult, 'shares' | 'durationS'>): MeasuredFairness {
  const demanding = shares.filter(({ offeredFrames }) => offeredFrames > 0);
  const received = demanding.reduce((sum, { receivedFrames }) => sum + receivedFrames, 0);
  const parts = demanding.map(({ receivedFrames }) => (received > 0 ? receivedFrames / received : 0));
  return {
    shares: demanding.map(({ name, weight, offeredFrames, receivedFrames }, i) => ({
      name,
      weight,
      offeredPps: offeredFrames / durationS,
      receivedPps: receivedFrames / durationS,
      share: parts[i] ?? 0,
    })),
    jainIndex: jainIndex(demanding.map(({ receivedFrames, offeredFrames }) => receivedFrames / offeredFrames)),
    weightedJainIndex: jainIndex(demanding.map(({ receivedFrames, weight }) => receivedFrames / weight)),
    minimumShare: parts.length > 0 ? Math.min(...parts) : 0,
    maximumShare: parts.length > 0 ? Math.max(...parts) : 0,
  };
}

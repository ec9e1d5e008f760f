/**
 * Throughput at a relevant lower bound: the forwarding rate that the load has if the loss is that of the worst of the trials which the goal lets
 * count. The reference code of draft-ietf-bmwg-mlrsearch-15, appendix B, which takes the larger of the duration sum and the measured time as the whole.
 */
import { isFullLength, type ClassifiedTrial, type SearchGoal } from './search-goal.ts';

/** Frames per second, of a load in frames per second. */
export function conditionalThroughput(
  loadPps: number,
  trials: readonly ClassifiedTrial[],
  goal: Pick<SearchGoal, 'finalTrialDurationS' | 'durationSumS' | 'exceedRatio'>,
): number {
  const full = trials.filter((trial) => isFullLength(trial, goal)).sort((one, other) => one.lossRatio - other.lossRatio);
  const measuredS = full.reduce((sum, { effectiveDurationS }) => sum + effectiveDurationS, 0);
  let remainingS = Math.max(goal.durationSumS, measuredS) * (1 - goal.exceedRatio);
  let quantileLoss: number | null = null;
  for (const { lossRatio, effectiveDurationS } of full) {
    if (quantileLoss !== null && remainingS <= 0) return loadPps * (1 - quantileLoss);
    quantileLoss = lossRatio;
    remainingS -= effectiveDurationS;
  }
  // Time that was not measured counts as lost altogether.
  return remainingS > 0 || quantileLoss === null ? 0 : loadPps * (1 - quantileLoss);
}

/** Classifies a load for a goal by the trials made at it: draft-ietf-bmwg-mlrsearch-15, section 6.1 and appendix A. */
import { isFullLength, isHighLoss, type ClassifiedTrial, type SearchGoal } from './search-goal.ts';

export type LoadClass = 'lower-bound' | 'upper-bound' | 'undecided';

/** Sums of effective durations, s. */
export interface DurationSums {
  readonly fullHighS: number;
  readonly fullLowS: number;
  readonly shortHighS: number;
  readonly shortLowS: number;
}

export interface LoadStatus extends DurationSums {
  /** Short high-loss time that short low-loss time does not balance, s. */
  readonly excessS: number;
  /** All high-loss time that counts, s. */
  readonly highS: number;
  /** The measured full-length time, or the goal's duration sum where that is more, s. */
  readonly wholeS: number;
  /** High-loss time that a lower bound may have, s. */
  readonly allowedS: number;
  readonly loadClass: LoadClass;
}

/** Sums of durations are compared with shares of them: what rounding does must not decide. */
const ROUNDING = 1e-9;

export function loadStatus(trials: readonly ClassifiedTrial[], goal: Omit<SearchGoal, 'name' | 'width'>): LoadStatus {
  const sums = durationSums(trials, goal);
  const balance = goal.exceedRatio / (1 - goal.exceedRatio);
  const excessS = Math.max(0, sums.shortHighS - balance * sums.shortLowS);
  const highS = sums.fullHighS + excessS;
  const wholeS = Math.max(sums.fullLowS + highS, goal.durationSumS);
  const allowedS = goal.exceedRatio * wholeS;
  const atMost = (timeS: number) => timeS <= allowedS + ROUNDING * wholeS;
  // Pessimistic: all that is not yet known to be low-loss will be high-loss. Optimistic: no more losses will come.
  const pessimistic = atMost(wholeS - sums.fullLowS);
  const optimistic = atMost(highS);
  const decided = pessimistic === optimistic;
  const loadClass = !decided ? 'undecided' : optimistic ? 'lower-bound' : 'upper-bound';
  return { ...sums, excessS, highS, wholeS, allowedS, loadClass: trials.length === 0 ? 'undecided' : loadClass };
}

function durationSums(trials: readonly ClassifiedTrial[], goal: Omit<SearchGoal, 'name' | 'width'>): DurationSums {
  const sum = (full: boolean, high: boolean) =>
    trials
      .filter((trial) => isFullLength(trial, goal) === full && isHighLoss(trial, goal) === high)
      .reduce((total, { effectiveDurationS }) => total + effectiveDurationS, 0);
  return { fullHighS: sum(true, true), fullLowS: sum(true, false), shortHighS: sum(false, true), shortLowS: sum(false, false) };
}

/**
 * Several samples compared with each other, so that all statements together are right with 95 %: the error of 5 % is shared out equally over all pairs
 * (Bonferroni). It asks nothing of how the samples depend on each other, which those on common random numbers do.
 */
import { differenceOf, type Difference, type Sample } from './difference.ts';

const JOINT_ERROR = 0.05;

/** Confidence of each interval, so that those of all pairs of `samples` hold together with 95 %. */
export function confidenceOfEachPair(samples: number): number {
  return 1 - JOINT_ERROR / Math.max(1, pairsOf(samples));
}

export function pairsOf(samples: number): number {
  return (samples * (samples - 1)) / 2;
}

/** A sample among those that are compared: which run it is of decides with which others it shares its packets. */
export interface ComparedSample extends Sample {
  readonly run: string;
}

/** The difference of two of `family` samples. */
export function differenceAmong(family: number, one: ComparedSample, other: ComparedSample): Difference {
  return differenceOf(one, other, { confidence: confidenceOfEachPair(family), samePackets: one.run === other.run });
}

/**
 * The samples that may be the best: all but those that are shown to be worse than another one (subset selection after S. S. Gupta, 1965, with the
 * intervals of all pairs in place of a common variance). The best is among them with at least 95 %.
 *
 * @returns which of the samples; null where the intervals to decide it are missing.
 */
export function bestSubset(samples: readonly ComparedSample[], better: 'less' | 'more'): readonly boolean[] | null {
  const sign = better === 'more' ? 1 : -1;
  const differences = samples.map((one) => samples.map((other) => (one === other ? null : differenceAmong(samples.length, one, other))));
  if (differences.some((row) => row.some((difference) => difference?.finding === 'unknown'))) return null;
  return differences.map((row) => !row.some((difference) => difference?.finding === 'real' && sign * difference.amount < 0));
}

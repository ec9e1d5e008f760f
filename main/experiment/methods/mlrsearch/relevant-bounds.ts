/** The bounds of a goal among the loads measured so far: draft-ietf-bmwg-mlrsearch-15, section 4.8. */
import { loadStatus, type LoadClass } from './load-classification.ts';
import type { ClassifiedTrial, SearchGoal } from './search-goal.ts';

/** Trials by load, frames per second. */
export type TrialsByLoad = ReadonlyMap<number, readonly ClassifiedTrial[]>;

export interface RelevantBounds {
  /** Largest lower bound below the relevant upper bound, frames per second. */
  readonly lowerPps: number | null;
  /** Smallest load that is an upper bound, frames per second. */
  readonly upperPps: number | null;
}

/** A late upper bound at a small load makes the lower bounds above it irrelevant: careful where more load has less loss. */
export function relevantBounds(trialsByLoad: TrialsByLoad, goal: SearchGoal): RelevantBounds {
  const loadsOf = (wanted: LoadClass) =>
    [...trialsByLoad].filter(([, trials]) => loadStatus(trials, goal).loadClass === wanted).map(([load]) => load);
  const upper = Math.min(...loadsOf('upper-bound'));
  const lower = Math.max(...loadsOf('lower-bound').filter((load) => load < upper));
  return { lowerPps: Number.isFinite(lower) ? lower : null, upperPps: Number.isFinite(upper) ? upper : null };
}

/** Distance of two bounds relative to the upper. */
export function relativeWidth(lowerPps: number, upperPps: number): number {
  return (upperPps - lowerPps) / upperPps;
}

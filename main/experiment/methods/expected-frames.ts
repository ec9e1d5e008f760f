/** About how many frames the trials of a point will offer, before it is known where the search leads: for estimates of the run time. */
import { frameSizeOf } from '../../../shared/scenario/frame-sizes.ts';
import { isMeasuring, type MeasuringKind } from '../../../shared/scenario/method-goals.ts';
import type { PlannedPoint } from '../plan.ts';
import { goalsOf, type Goals } from './goals.ts';
import { wireMaximumPps } from './trial-traffic.ts';

/** Mean load of the trials of a search that begins at the maximum and ends at half of it or less. */
const MEAN_LOAD = 0.4;
/** Trials of a quick search: some wide steps, and three at each of the last loads. */
const QUICK_SEARCH_TRIALS = 14;

/** 0 for a point that is not measured. */
export function expectedTrialFrames({ scenario, frames }: Pick<PlannedPoint, 'scenario' | 'frames'>): number {
  const { kind } = scenario.method;
  if (!isMeasuring(kind)) return 0;
  const goals = goalsOf(scenario);
  const measured = scenario.flows.map((_, number) => number);
  const wirePps = wireMaximumPps(scenario, { measured, background: [] }, frames === null ? null : frameSizeOf(frames));
  const maximumPps = goals.trials.maximumLoadPps ?? wirePps ?? 0;
  return (sendingMs(kind, goals, maximumPps) / 1000) * maximumPps * MEAN_LOAD;
}

/** Time of sending of all trials, ms. */
function sendingMs(kind: MeasuringKind, goals: Goals, maximumPps: number): number {
  const { throughput, latency, frameLoss, backToBack, recovery, mlrSearch, scaling, noisyNeighbour, fairness } = goals;
  const throughputMs = Math.ceil(Math.log2(100 / throughput.resolutionPercent)) * throughput.searchDurationMs + throughput.durationMs;
  switch (kind) {
    case 'rfc2544-throughput':
      return throughputMs;
    case 'rfc2544-latency':
      return throughputMs + latency.repetitions * latency.durationMs;
    case 'rfc2544-frame-loss':
      return (100 / frameLoss.stepPercent) * frameLoss.durationMs;
    case 'rfc2544-back-to-back':
      return throughputMs + (maximumPps > 0 ? 3 * backToBack.repetitions * (backToBack.longestBurstFrames / maximumPps) * 1000 : 0);
    case 'rfc2544-recovery':
      return throughputMs + recovery.repetitions * (recovery.overloadMs + recovery.observedMs);
    case 'mlrsearch':
      return mlrSearch.goals.length * (mlrSearch.durationSumTrials + 5) * mlrSearch.trialMs;
    case 'vm-scaling':
      return scaling.counts.length * QUICK_SEARCH_TRIALS * scaling.trialMs;
    case 'noisy-neighbour':
      return (noisyNeighbour.levelsPercent.length + 1) * QUICK_SEARCH_TRIALS * noisyNeighbour.trialMs;
    case 'fairness':
      return fairness.durationMs;
  }
}

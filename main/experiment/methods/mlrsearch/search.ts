/**
 * MLRsearch (draft-ietf-bmwg-mlrsearch-15): several goals are searched together, and every trial counts for all of them. How loads are chosen is left
 * to the controller by the draft; here as in FD.io CSIT: the forwarding rate at the maximum load is the first guess, short duration sums and wide
 * bounds come before the goal's own, and of the loads that the goals ask for the smallest is measured first.
 */
import type { FrameSize } from '../../../../shared/scenario/schema.ts';
import type { TrialLog } from '../trial-log.ts';
import { conditionalThroughput } from './conditional-throughput.ts';
import { relativeWidth, relevantBounds } from './relevant-bounds.ts';
import { isHighLoss, type ClassifiedTrial, type SearchGoal } from './search-goal.ts';

export interface LoadSearch {
  readonly frames: FrameSize | null;
  /** Frames per second. */
  readonly minimumPps: number;
  readonly maximumPps: number;
  readonly goals: readonly SearchGoal[];
  /** Trials after which the search gives up what is not found. */
  readonly mostTrials: number;
  readonly backgroundPps?: number;
}

export interface GoalResult {
  readonly goal: SearchGoal;
  /** Relevant bounds, frames per second; null where there is none. */
  readonly lowerPps: number | null;
  readonly upperPps: number | null;
  /** Conditional throughput at the relevant lower bound, frames per second; null without one. */
  readonly throughputPps: number | null;
  /** The maximum load itself is a lower bound: there is no upper bound to be found. */
  readonly irregular: boolean;
  /** Why there is no result, or null. */
  readonly failure: string | null;
}

/** A stage of a goal: the earlier ones ask for less time and wider bounds, and only guide. */
interface Stages {
  readonly goal: SearchGoal;
  readonly stages: readonly SearchGoal[];
  stage: number;
  /** Loads that the stage before found, or the first guesses: measured before others. */
  guesses: readonly number[];
}

/** Widths of the stages in parts of the goal's own. */
const STAGE_WIDTHS = [4, 2, 1];

export async function searchLoads(log: TrialLog, search: LoadSearch): Promise<GoalResult[]> {
  const { frames, goals, minimumPps, maximumPps, mostTrials } = search;
  const background = search.backgroundPps === undefined ? {} : { backgroundPps: search.backgroundPps };
  const trialsByLoad = new Map<number, ClassifiedTrial[]>();
  const measure = async (loadPps: number, durationS: number): Promise<number> => {
    const lowLoss = (trial: ClassifiedTrial) => goals.every((goal) => !isHighLoss(trial, goal));
    const result = await log.measure('search', { loadPps, durationS, frames, ...background }, (trial) => lowLoss({ ...trial, durationS }));
    const trial = { durationS, effectiveDurationS: result.effectiveDurationS, lossRatio: result.lossRatio };
    trialsByLoad.set(loadPps, [...(trialsByLoad.get(loadPps) ?? []), trial]);
    return result.forwardingRatePps;
  };
  /** Whole frames per second; never more than the maximum. */
  const gridLoad = (loadPps: number) => Math.min(Math.floor(maximumPps), Math.round(Math.max(minimumPps, loadPps)));
  const shortestS = Math.min(...goals.map((goal) => stagesOf(goal)[0]?.finalTrialDurationS ?? goal.finalTrialDurationS));
  const maximumReceiveRate = gridLoad(await measure(gridLoad(maximumPps), shortestS));
  const forwardedAtRate =
    maximumReceiveRate < gridLoad(maximumPps) ? gridLoad(await measure(maximumReceiveRate, shortestS)) : maximumReceiveRate;

  const guesses = [forwardedAtRate, maximumReceiveRate];
  const searched: Stages[] = goals.map((goal) => ({ goal, stages: stagesOf(goal), stage: 0, guesses }));
  for (let trials = [...trialsByLoad.values()].flat().length; trials < mostTrials; trials++) {
    const wanted = searched.flatMap((one) => {
      const next = nextTrial(one, trialsByLoad, gridLoad);
      return next ? [next] : [];
    });
    const first = wanted.sort((one, other) => one.loadPps - other.loadPps)[0];
    if (!first) break;
    await measure(first.loadPps, first.durationS);
  }
  return searched.map((one) => goalResult(one, trialsByLoad, gridLoad, mostTrials));
}

function stagesOf(goal: SearchGoal): SearchGoal[] {
  const firstS = goal.initialTrialDurationS ?? goal.finalTrialDurationS;
  const last = STAGE_WIDTHS.length - 1;
  return STAGE_WIDTHS.map((width, stage) => {
    // The last is the goal itself, which rounding must not make shorter.
    if (stage === last) return goal;
    const part = stage / last;
    const finalTrialDurationS = firstS * (goal.finalTrialDurationS / firstS) ** part;
    return { ...goal, width: goal.width * width, finalTrialDurationS, durationSumS: firstS * (goal.durationSumS / firstS) ** part };
  });
}

/** The trial that the goal needs next; null when it is found, irregular or failed. Moves on to the next stage by itself. */
function nextTrial(
  one: Stages,
  trialsByLoad: ReadonlyMap<number, ClassifiedTrial[]>,
  gridLoad: (loadPps: number) => number,
): { readonly loadPps: number; readonly durationS: number } | null {
  for (; one.stage < one.stages.length; one.stage++) {
    const target = one.stages[one.stage];
    if (!target) return null;
    const loadPps = nextLoad(target, one.guesses, trialsByLoad, gridLoad);
    if (loadPps !== null) return { loadPps, durationS: target.finalTrialDurationS };
    const { lowerPps, upperPps } = relevantBounds(trialsByLoad, target);
    one.guesses = [lowerPps, upperPps].filter((load) => load !== null);
  }
  return null;
}

/** Stays at a load until it is decided: the same trials give the same load. */
function nextLoad(
  target: SearchGoal,
  guesses: readonly number[],
  trialsByLoad: ReadonlyMap<number, ClassifiedTrial[]>,
  gridLoad: (loadPps: number) => number,
): number | null {
  const [minimum, maximum] = [gridLoad(0), gridLoad(Number.POSITIVE_INFINITY)];
  const { lowerPps, upperPps } = relevantBounds(trialsByLoad, target);
  if (lowerPps === maximum || upperPps === minimum) return null;
  const between = guesses.filter((load) => load > (lowerPps ?? 0) && load < (upperPps ?? Number.POSITIVE_INFINITY));
  if (lowerPps !== null && upperPps !== null) {
    if (relativeWidth(lowerPps, upperPps) <= target.width || upperPps - lowerPps <= 1) return null;
    return between[0] ?? inside(Math.sqrt(lowerPps * upperPps), lowerPps, upperPps);
  }
  if (upperPps !== null) return between.length > 0 ? Math.max(...between) : gridLoad(upperPps * (1 - reach(target, upperPps, guesses)));
  if (lowerPps !== null) return between.length > 0 ? Math.min(...between) : gridLoad(lowerPps / (1 - reach(target, lowerPps, guesses)));
  return between[0] ?? maximum;
}

/** How far beyond a bound the other is looked for: twice as far as from the guesses to here, at least twice the width. At most half. */
function reach(target: SearchGoal, boundPps: number, guesses: readonly number[]): number {
  const farthest = Math.max(0, ...guesses.map((guess) => Math.abs(guess - boundPps) / Math.max(guess, boundPps)));
  return Math.min(0.5, Math.max(2 * target.width, 2 * farthest));
}

function inside(loadPps: number, lowerPps: number, upperPps: number): number {
  return Math.min(upperPps - 1, Math.max(lowerPps + 1, Math.round(loadPps)));
}

function goalResult(
  { goal, stage, stages }: Stages,
  trialsByLoad: ReadonlyMap<number, ClassifiedTrial[]>,
  gridLoad: (loadPps: number) => number,
  mostTrials: number,
): GoalResult {
  const { lowerPps, upperPps } = relevantBounds(trialsByLoad, goal);
  const throughputPps = lowerPps === null ? null : conditionalThroughput(lowerPps, trialsByLoad.get(lowerPps) ?? [], goal);
  const irregular = lowerPps === gridLoad(Number.POSITIVE_INFINITY);
  const bounds = { goal, lowerPps, upperPps, throughputPps, irregular };
  if (upperPps === gridLoad(0))
    return { ...bounds, failure: `The minimum load, ${upperPps} frames per second, already loses more than the goal allows.` };
  if (stage < stages.length) return { ...bounds, failure: `Not found within ${mostTrials} trials: allow more trials or a larger width.` };
  return { ...bounds, failure: null };
}

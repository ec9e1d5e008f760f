/** Victims beside a neighbour that takes more and more of its share: their latency at one load, and the load that they have without loss. */
import type { MeasurementOf } from '../../../../shared/result/measurement.ts';
import { searchLoads } from '../mlrsearch/search.ts';
import type { SearchGoal } from '../mlrsearch/search-goal.ts';
import type { TrialLog } from '../trial-log.ts';
import type { TrialResult } from '../trial-measurer.ts';
import { isolationMetrics, type AbidingLoad } from './krebs.ts';

type NoisyNeighbour = MeasurementOf<'noisy-neighbour'>;
type Level = NoisyNeighbour['levels'][number];

export interface NoisyNeighbourTest {
  /** Trials of all together, and of the victims with the neighbour in the background. */
  readonly together: TrialLog;
  readonly victims: TrialLog;
  /** Largest loads, frames per second. */
  readonly maximumPps: number;
  readonly victimMaximumPps: number;
  readonly minimumPps: number;
  readonly mostTrials: number;
  /** Share of the neighbour by weight, 0..1. */
  readonly neighbourPart: number;
  /** Loads of the neighbour over its share, ascending. */
  readonly levels: readonly number[];
  /** Load of the victims for latency, over their share. */
  readonly victimPart: number;
  /** Of the capacity that is shared. */
  readonly capacityGoal: SearchGoal;
  /** Of the victims: without loss. */
  readonly victimGoal: SearchGoal;
}

export type MeasuredNeighbour = Pick<
  NoisyNeighbour,
  'capacityPps' | 'neighbourSharePps' | 'victimLoadPps' | 'levels' | 'isolation' | 'failure'
>;

export async function measureNoisyNeighbour(test: NoisyNeighbourTest): Promise<MeasuredNeighbour> {
  const { minimumPps, mostTrials, neighbourPart, victimPart, victimGoal } = test;
  const [capacity] = await searchLoads(test.together, {
    frames: null,
    minimumPps,
    maximumPps: test.maximumPps,
    mostTrials,
    goals: [test.capacityGoal],
  });
  const capacityPps = capacity?.throughputPps ?? null;
  if (capacityPps === null) {
    const nothing = { capacityPps, neighbourSharePps: null, victimLoadPps: null, levels: [], isolation: isolationMetrics([]) };
    return { ...nothing, failure: `What all carry together is not known: ${capacity?.failure ?? 'no load has a result.'}` };
  }
  const neighbourSharePps = capacityPps * neighbourPart;
  const victimLoadPps = Math.max(minimumPps, capacityPps * (1 - neighbourPart) * victimPart);
  const levels: Level[] = [];
  const abiding: AbidingLoad[] = [];
  let reference: Reference | null = null;
  for (const share of test.levels) {
    const backgroundPps = share * neighbourSharePps;
    const trial = await test.victims.measure('victims’ latency', {
      loadPps: victimLoadPps,
      backgroundPps,
      durationS: victimGoal.finalTrialDurationS * LATENCY_TRIALS,
      frames: null,
    });
    const [ndr] = await searchLoads(test.victims, {
      frames: null,
      minimumPps,
      maximumPps: test.victimMaximumPps,
      mostTrials,
      backgroundPps,
      goals: [victimGoal],
    });
    // A search that gave up says nothing; one that failed at the smallest load says that nothing is left.
    if (ndr && (ndr.failure === null || ndr.lowerPps === null))
      abiding.push({ disruptivePps: backgroundPps, abidingPps: ndr.throughputPps ?? 0 });
    reference ??= { trial, loadPps: victimLoadPps + backgroundPps };
    levels.push({
      share,
      neighbourPps: backgroundPps,
      victimLossRatio: trial.lossRatio,
      p50Ns: trial.latency?.p50Ns ?? null,
      p99Ns: trial.latency?.p99Ns ?? null,
      p999Ns: trial.latency?.p999Ns ?? null,
      ndrPps: ndr?.throughputPps ?? null,
      interference: ratio(trial.latency?.p99Ns, reference.trial.latency?.p99Ns),
      qosImpact: qosImpact(reference, { trial, loadPps: victimLoadPps + backgroundPps }),
    });
  }
  const isolation = isolationMetrics(abiding);
  return { capacityPps, neighbourSharePps, victimLoadPps, levels, isolation, failure: null };
}

/** Length of a trial for latency, in trials of the search: percentiles need samples. */
const LATENCY_TRIALS = 4;

interface Reference {
  readonly trial: TrialResult;
  /** Of victims and neighbour, frames per second. */
  readonly loadPps: number;
}

/** Krebs' I_QoS with the mean latency as quality: relative change of the latency over that of the whole load. */
function qosImpact(reference: Reference, here: Reference): number | null {
  const latency = ratio(here.trial.latency?.averageNs, reference.trial.latency?.averageNs);
  const load = here.loadPps / reference.loadPps;
  return latency === null || load === 1 ? null : (latency - 1) / (load - 1);
}

function ratio(value: number | undefined, base: number | undefined): number | null {
  return value === undefined || base === undefined || base === 0 ? null : value / base;
}

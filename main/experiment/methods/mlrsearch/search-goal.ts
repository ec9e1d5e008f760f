/** What a search looks for: draft-ietf-bmwg-mlrsearch-15, section 4.6. */
export interface SearchGoal {
  /** NDR, PDR. */
  readonly name: string;
  /** Duration of a full-length trial, s. */
  readonly finalTrialDurationS: number;
  /** Sum of the durations of full-length trials that a load needs, s. */
  readonly durationSumS: number;
  /** Loss ratio above which a trial is high-loss: 0 <= L < 1. */
  readonly lossRatio: number;
  /** Share of the duration sum that high-loss trials may take at a lower bound: 0 <= E < 1. */
  readonly exceedRatio: number;
  /** Largest distance of the relevant bounds, relative to the upper. */
  readonly width: number;
  /** Duration of the first trials, s. Default: full length. */
  readonly initialTrialDurationS?: number;
}

/** A trial at one load, as far as its classification goes. */
export interface ClassifiedTrial {
  readonly durationS: number;
  /** What counts in sums, s. */
  readonly effectiveDurationS: number;
  readonly lossRatio: number;
}

export function isHighLoss({ lossRatio }: ClassifiedTrial, goal: Pick<SearchGoal, 'lossRatio'>): boolean {
  return lossRatio > goal.lossRatio;
}

export function isFullLength({ durationS }: ClassifiedTrial, goal: Pick<SearchGoal, 'finalTrialDurationS'>): boolean {
  return durationS >= goal.finalTrialDurationS;
}

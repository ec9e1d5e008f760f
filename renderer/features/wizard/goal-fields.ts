/** The goals of each benchmark method as fields of a form. */
import { goalsOfKind, type GoalKey, type MeasuringKind } from '../../../shared/scenario/method-goals.ts';
import { useTexts } from '../../texts/texts.ts';

export interface GoalField {
  readonly path: string;
  readonly label: string;
  readonly control: 'number' | 'numbers' | 'text';
  readonly unit?: string;
  readonly help?: string;
  readonly step?: number;
}

/** How a goal is asked for; its words are in the texts. */
interface KeyedField extends Pick<GoalField, 'control' | 'unit' | 'step'> {
  /** In its block of goals. */
  readonly key: string;
}

type GoalWords = Readonly<Record<string, Partial<Pick<GoalField, 'label' | 'unit' | 'help'>>>>;

const fields: Readonly<Record<GoalKey, readonly KeyedField[]>> = {
  trials: [
    {
      key: 'frameSizes',
      control: 'numbers',
    },
    { key: 'minimumLoadPps', control: 'number', unit: 'pps', step: 1000 },
    { key: 'maximumLoadPps', control: 'number', unit: 'pps', step: 100000 },
    { key: 'settleMs', control: 'number', unit: 'ms', step: 100 },
  ],
  throughput: [
    { key: 'durationMs', control: 'number', unit: 'ms', step: 10 },
    { key: 'searchDurationMs', control: 'number', unit: 'ms' },
    { key: 'resolutionPercent', control: 'number', step: 0.1 },
    { key: 'attempts', control: 'number' },
  ],
  latency: [
    { key: 'durationMs', control: 'number', unit: 'ms', step: 10 },
    { key: 'repetitions', control: 'number' },
  ],
  frameLoss: [
    { key: 'durationMs', control: 'number', unit: 'ms', step: 10 },
    { key: 'stepPercent', control: 'number' },
  ],
  backToBack: [
    { key: 'longestBurstFrames', control: 'number', step: 1000 },
    { key: 'repetitions', control: 'number' },
  ],
  recovery: [
    { key: 'overloadPercent', control: 'number' },
    { key: 'reducedPercent', control: 'number' },
    { key: 'overloadMs', control: 'number', unit: 'ms', step: 10 },
    { key: 'observedMs', control: 'number', unit: 'ms', step: 10 },
    { key: 'repetitions', control: 'number' },
  ],
  mlrSearch: [
    { key: 'trialMs', control: 'number', unit: 'ms' },
    { key: 'durationSumTrials', control: 'number' },
    {
      key: 'exceedRatio',
      control: 'number',
      step: 0.05,
    },
    { key: 'widthPercent', control: 'number', unit: '%', step: 0.1 },
  ],
  scaling: [
    { key: 'counts', control: 'numbers' },
    { key: 'vms', control: 'text' },
    { key: 'lossPercent', control: 'number', unit: '%', step: 0.1 },
    { key: 'kneePercent', control: 'number' },
    { key: 'trialMs', control: 'number', unit: 'ms' },
  ],
  noisyNeighbour: [
    { key: 'neighbour', control: 'text' },
    { key: 'levelsPercent', control: 'numbers' },
    { key: 'victimPercent', control: 'number' },
    { key: 'lossPercent', control: 'number', unit: '%', step: 0.1 },
    { key: 'trialMs', control: 'number', unit: 'ms' },
  ],
  fairness: [
    { key: 'loadPercent', control: 'number' },
    { key: 'durationMs', control: 'number', unit: 'ms', step: 10 },
  ],
};

/** The trials' own fields come last. */
export function goalFields(kind: MeasuringKind): readonly GoalField[] {
  const { goals } = useTexts().value.wizard;
  return [...goalsOfKind[kind], 'trials' as const].flatMap((block) => {
    const words: GoalWords = goals[block];
    return fields[block].map(({ key, ...field }) => ({ label: key, ...field, ...words[key], path: `method.${block}.${key}` }));
  });
}

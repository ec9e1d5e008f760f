/** The goals of each benchmark method as fields of a form. */
import { goalsOfKind, type GoalKey, type MeasuringKind } from '../../../shared/scenario/method-goals.ts';

export interface GoalField {
  readonly path: string;
  readonly label: string;
  readonly control: 'number' | 'numbers' | 'text';
  readonly unit?: string;
  readonly help?: string;
  readonly step?: number;
}

interface KeyedField extends Omit<GoalField, 'path'> {
  /** In its block of goals. */
  readonly key: string;
}

const fields: Readonly<Record<GoalKey, readonly KeyedField[]>> = {
  trials: [
    {
      key: 'frameSizes',
      label: 'Frame sizes',
      control: 'numbers',
      help: 'Bytes, imix or imix-csit, each a point of its own. Left empty: those of the method.',
    },
    { key: 'minimumLoadPps', label: 'Smallest load', control: 'number', unit: 'pps', step: 1000 },
    { key: 'maximumLoadPps', label: 'Largest load', control: 'number', unit: 'pps', step: 100000, help: 'Left empty: the wire’s rate.' },
    { key: 'settleMs', label: 'Wait for frames under way', control: 'number', unit: 'ms', step: 100 },
  ],
  throughput: [
    { key: 'durationMs', label: 'Confirming trial', control: 'number', unit: 'ms', step: 10, help: 'RFC 2544: 60 s.' },
    { key: 'searchDurationMs', label: 'Trials of the search', control: 'number', unit: 'ms' },
    { key: 'resolutionPercent', label: 'Resolution', control: 'number', unit: '% of the largest load', step: 0.1 },
    { key: 'attempts', label: 'Attempts at a load, max(r)', control: 'number', help: 'One trial without loss counts. 1: plain RFC 2544.' },
  ],
  latency: [
    { key: 'durationMs', label: 'Trial for latency', control: 'number', unit: 'ms', step: 10, help: 'RFC 2544: 120 s.' },
    { key: 'repetitions', label: 'Repetitions', control: 'number', help: 'RFC 2544: at least 20.' },
  ],
  frameLoss: [
    { key: 'durationMs', label: 'Trial', control: 'number', unit: 'ms', step: 10, help: 'RFC 2544: 60 s.' },
    { key: 'stepPercent', label: 'Step', control: 'number', unit: '% of the largest load', help: 'RFC 2544: at most 10 %.' },
  ],
  backToBack: [
    { key: 'longestBurstFrames', label: 'Longest burst', control: 'number', unit: 'frames', step: 1000 },
    { key: 'repetitions', label: 'Repetitions', control: 'number', help: 'RFC 2544: at least 50.' },
  ],
  recovery: [
    { key: 'overloadPercent', label: 'Overload', control: 'number', unit: '% of the throughput' },
    { key: 'reducedPercent', label: 'Load after it', control: 'number', unit: '% of the overload' },
    { key: 'overloadMs', label: 'Time of overload', control: 'number', unit: 'ms', step: 10, help: 'RFC 2544: 60 s.' },
    { key: 'observedMs', label: 'Time after it', control: 'number', unit: 'ms', step: 10 },
    { key: 'repetitions', label: 'Repetitions', control: 'number' },
  ],
  mlrSearch: [
    { key: 'trialMs', label: 'Trial', control: 'number', unit: 'ms', help: 'FD.io CSIT: 1 s.' },
    { key: 'durationSumTrials', label: 'Duration sum', control: 'number', unit: 'trials' },
    {
      key: 'exceedRatio',
      label: 'Exceed ratio',
      control: 'number',
      step: 0.05,
      help: 'Share of the time that may lose more than the goal.',
    },
    { key: 'widthPercent', label: 'Width of the bounds', control: 'number', unit: '%', step: 0.1 },
  ],
  scaling: [
    { key: 'counts', label: 'Numbers of VMs', control: 'numbers', help: 'Ascending; it ends one step behind the knee.' },
    { key: 'vms', label: 'VM group that grows', control: 'text', help: 'Left empty: the first.' },
    { key: 'lossPercent', label: 'Loss of the throughput', control: 'number', unit: '%', step: 0.1 },
    { key: 'kneePercent', label: 'Knee below', control: 'number', unit: '% of the growth of the VMs' },
    { key: 'trialMs', label: 'Trial', control: 'number', unit: 'ms' },
  ],
  noisyNeighbour: [
    { key: 'neighbour', label: 'Flow of the neighbour', control: 'text', help: 'Left empty: the last flow.' },
    { key: 'levelsPercent', label: 'Loads of the neighbour', control: 'numbers', help: 'Percent of its share; ascending from 0.' },
    { key: 'victimPercent', label: 'Load of the victims for latency', control: 'number', unit: '% of their share' },
    { key: 'lossPercent', label: 'Loss of the shared capacity', control: 'number', unit: '%', step: 0.1 },
    { key: 'trialMs', label: 'Trial', control: 'number', unit: 'ms' },
  ],
  fairness: [
    { key: 'loadPercent', label: 'Load of all together', control: 'number', unit: '% of the largest load' },
    { key: 'durationMs', label: 'Trial', control: 'number', unit: 'ms', step: 10 },
  ],
};

/** The trials' own fields come last. */
export function goalFields(kind: MeasuringKind): readonly GoalField[] {
  return [...goalsOfKind[kind], 'trials' as const].flatMap((block) =>
    fields[block].map(({ key, ...field }) => ({ ...field, path: `method.${block}.${key}` })),
  );
}

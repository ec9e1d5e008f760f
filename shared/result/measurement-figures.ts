/** The figures of a measurement in one list, whatever the method: for tables, CSV and reports. */
import { digits, formatMetric, formatPercent, formatTimeNs } from '../units.ts';
import type { Measurement, MeasurementKind, MeasurementOf } from './measurement.ts';

export interface MeasuredFigure {
  /** `throughput`, `NDR`, `p99 beside 50 %`. */
  readonly measure: string;
  /** Null: not measured, or nothing found. */
  readonly value: number | null;
  /** `pps`, `ns`, `s`, `frames`, `ratio`, `VMs`, or empty. */
  readonly unit: string;
  /** Bounds of a search, or least and most of repetitions, in the unit. */
  readonly lower?: number | null;
  readonly upper?: number | null;
  /** `irregular: ...`, or empty. */
  readonly note: string;
}

export const measurementTitles: Readonly<Record<MeasurementKind, string>> = {
  throughput: 'RFC 2544 throughput',
  latency: 'RFC 2544 latency',
  'frame-loss': 'RFC 2544 frame loss rate',
  'back-to-back': 'RFC 2544 back-to-back frames',
  'system-recovery': 'RFC 2544 system recovery',
  mlrsearch: 'MLRsearch',
  'vm-scaling': 'Scaling with the number of VMs',
  'noisy-neighbour': 'Noisy neighbour',
  fairness: 'Fairness',
};

export function measuredFigures(measurement: Measurement): MeasuredFigure[] {
  switch (measurement.kind) {
    case 'throughput':
      return [rate('throughput', measurement.throughputPps, measurement.throughputPps, measurement.lowestLossPps)];
    case 'mlrsearch':
      return measurement.goals.map(({ name, throughputPps, lowerPps, upperPps, irregular, failure }) => ({
        ...rate(name, throughputPps, lowerPps, upperPps),
        note: failure ?? (irregular ? 'irregular: the largest load is a lower bound' : ''),
      }));
    case 'latency':
      return latencyFigures(measurement);
    case 'frame-loss':
      return [rate('highest load without loss', measurement.losslessPps)];
    case 'back-to-back':
      return backToBackFigures(measurement);
    case 'system-recovery':
      return [
        rate('throughput', measurement.throughputPps),
        rate('overload', measurement.overloadPps),
        {
          ...figure('recovery time', measurement.recovery?.averageS ?? null, 's'),
          lower: measurement.recovery?.minimumS ?? null,
          upper: measurement.recovery?.maximumS ?? null,
        },
      ];
    case 'vm-scaling':
      return scalingFigures(measurement);
    case 'noisy-neighbour':
      return neighbourFigures(measurement);
    case 'fairness':
      return [
        rate('load', measurement.loadPps),
        figure('Jain’s index, received over offered', measurement.jainIndex),
        figure('Jain’s index by weight', measurement.weightedJainIndex),
        figure('least share', measurement.minimumShare, 'ratio'),
        figure('largest share', measurement.maximumShare, 'ratio'),
      ];
  }
}

/** A figure with its unit: `1.86 Mpps`, `12.5 %`, `4 VMs`; a dash where there is none. */
export function figureText({ value, unit }: Pick<MeasuredFigure, 'value' | 'unit'>): string {
  if (value === null) return '–';
  return unit === 's' ? formatTimeNs(value * 1e9) : formatMetric(value, unit);
}

/** `1.85 Mpps to 1.88 Mpps`, or empty. */
export function boundsText({ lower, upper, unit }: Pick<MeasuredFigure, 'lower' | 'upper' | 'unit'>): string {
  if ((lower === undefined || lower === null) && (upper === undefined || upper === null)) return '';
  return `${figureText({ value: lower ?? null, unit })} to ${figureText({ value: upper ?? null, unit })}`;
}

/** `12.5 %` of the theoretical maximum; empty for what is no rate. */
export function ofMaximumText(
  { value, unit }: Pick<MeasuredFigure, 'value' | 'unit'>,
  { maximumPps }: Pick<Measurement, 'maximumPps'>,
): string {
  return value === null || unit !== 'pps' ? '' : formatPercent(value / maximumPps);
}

/** What all rates of the measurement are of: `64 bytes, receive, 1 interface`. */
export function conditionsText({ frames, meanFrameBytes, directions, interfaces }: Measurement): string {
  const size = frames.endsWith('bytes') ? frames : `${frames}, mean ${digits(meanFrameBytes)} bytes`;
  return `${size}, ${directions.join(' and ')}, ${interfaces} ${interfaces === 1 ? 'interface' : 'interfaces'}`;
}

function latencyFigures({ throughputPps, taggedAverageNs, taggedFrames, allFrames }: MeasurementOf<'latency'>): MeasuredFigure[] {
  const all = (name: string, value: number | undefined) => figure(`all frames: ${name}`, value ?? null, 'ns');
  return [
    rate('throughput', throughputPps),
    { ...figure('RFC 2544: mean of tagged frames', taggedAverageNs, 'ns'), note: `${taggedFrames} tagged frames` },
    all('minimum', allFrames?.minimumNs),
    all('average', allFrames?.averageNs),
    all('p50', allFrames?.p50Ns),
    all('p90', allFrames?.p90Ns),
    all('p99', allFrames?.p99Ns),
    all('p99.9', allFrames?.p999Ns),
    all('p99.99', allFrames?.p9999Ns),
    all('maximum', allFrames?.maximumNs),
  ];
}

function backToBackFigures(measurement: MeasurementOf<'back-to-back'>): MeasuredFigure[] {
  const { throughputPps, maximumPps, burst, impliedBufferS, correctedBufferS } = measurement;
  const atWireRate = throughputPps !== null && throughputPps >= maximumPps;
  return [
    rate('throughput', throughputPps),
    {
      ...figure('longest burst without loss', burst?.average ?? null, 'frames'),
      lower: burst?.minimum ?? null,
      upper: burst?.maximum ?? null,
      note: atWireRate ? 'not measured: the throughput is the maximum (RFC 9004)' : '',
    },
    figure('implied buffer time', impliedBufferS, 's'),
    figure('corrected buffer time (RFC 9004)', correctedBufferS, 's'),
  ];
}

function scalingFigures({ steps, kneeVms, kneeThreshold, limit }: MeasurementOf<'vm-scaling'>): MeasuredFigure[] {
  return [
    ...steps.map(({ vms, throughputPps, scaling }) => ({
      ...rate(`${vms} ${vms === 1 ? 'VM' : 'VMs'}`, throughputPps),
      note: scaling === null ? '' : `grows by ${formatPercent(scaling)} of the growth of the VMs`,
    })),
    {
      ...figure('knee', kneeVms, 'VMs'),
      note:
        kneeVms === null
          ? `not reached: the throughput grew by at least ${formatPercent(kneeThreshold)} of the growth of the VMs at every step${limit === null ? '' : `; ${limit}`}`
          : `the next step grows by less than ${formatPercent(kneeThreshold)} of the growth of the VMs`,
    },
  ];
}

function neighbourFigures(measurement: MeasurementOf<'noisy-neighbour'>): MeasuredFigure[] {
  const { capacityPps, neighbourSharePps, victimLoadPps, levels, isolation } = measurement;
  return [
    rate('capacity of all together', capacityPps),
    rate('share of the neighbour', neighbourSharePps),
    rate('load of the victims for latency', victimLoadPps),
    ...levels.flatMap(({ share, p50Ns, p99Ns, p999Ns, ndrPps, interference, qosImpact }) => {
      const beside = (what: string) => `${what} beside ${formatPercent(share)}`;
      return [
        rate(beside('NDR'), ndrPps),
        figure(beside('p50'), p50Ns, 'ns'),
        figure(beside('p99'), p99Ns, 'ns'),
        figure(beside('p99.9'), p999Ns, 'ns'),
        figure(beside('interference factor'), interference),
        figure(beside('I_QoS'), qosImpact),
      ];
    }),
    figure('I_end', isolation.end),
    figure('I_base', isolation.base),
    figure('I_intBase', isolation.integralBase),
    figure('I_intFree', isolation.integralFree),
  ];
}

function rate(measure: string, value: number | null, lower?: number | null, upper?: number | null): MeasuredFigure {
  return { measure, value, unit: 'pps', ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }), note: '' };
}

function figure(measure: string, value: number | null, unit = ''): MeasuredFigure {
  return { measure, value, unit, note: '' };
}

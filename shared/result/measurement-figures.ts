/** The figures of a measurement in one list, whatever the method: for tables, CSV and reports. */
import { digits, formatMetric, formatPercent, formatTimeNs } from '../units.ts';
import { words } from '../texts/words.ts';
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

export function measurementTitle(kind: MeasurementKind): string {
  return words().measurements.titles[kind];
}

export function measuredFigures(measurement: Measurement): MeasuredFigure[] {
  const { throughput, irregular: irregularNote, losslessLoad, recovery, fairness } = words().measurements;
  switch (measurement.kind) {
    case 'throughput':
      return [rate(throughput, measurement.throughputPps, measurement.throughputPps, measurement.lowestLossPps)];
    case 'mlrsearch':
      return measurement.goals.map(({ name, throughputPps, lowerPps, upperPps, irregular, failure }) => ({
        ...rate(name, throughputPps, lowerPps, upperPps),
        note: failure ?? (irregular ? irregularNote : ''),
      }));
    case 'latency':
      return latencyFigures(measurement);
    case 'frame-loss':
      return [rate(losslessLoad, measurement.losslessPps)];
    case 'back-to-back':
      return backToBackFigures(measurement);
    case 'system-recovery':
      return [
        rate(throughput, measurement.throughputPps),
        rate(recovery.overload, measurement.overloadPps),
        {
          ...figure(recovery.time, measurement.recovery?.averageS ?? null, 's'),
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
        rate(fairness.load, measurement.loadPps),
        figure(fairness.jainIndex, measurement.jainIndex),
        figure(fairness.weightedJainIndex, measurement.weightedJainIndex),
        figure(fairness.leastShare, measurement.minimumShare, 'ratio'),
        figure(fairness.largestShare, measurement.maximumShare, 'ratio'),
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
  return words().measurements.bounds(figureText({ value: lower ?? null, unit }), figureText({ value: upper ?? null, unit }));
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
  const texts = words().measurements.frames;
  const [one, other] = directions;
  const ways = other === undefined ? (one ?? '') : texts.both(one ?? '', other);
  return frames.endsWith('bytes') ? texts.oneSize(frames, ways, interfaces) : texts.mixed(frames, digits(meanFrameBytes), ways, interfaces);
}

function latencyFigures({ throughputPps, taggedAverageNs, taggedFrames, allFrames }: MeasurementOf<'latency'>): MeasuredFigure[] {
  const { throughput, latency } = words().measurements;
  const time = (name: string, value: number | undefined) => figure(name, value ?? null, 'ns');
  return [
    rate(throughput, throughputPps),
    { ...figure(latency.taggedMean, taggedAverageNs, 'ns'), note: latency.taggedFrames(taggedFrames) },
    time(latency.minimum, allFrames?.minimumNs),
    time(latency.average, allFrames?.averageNs),
    time(latency.percentile('p50'), allFrames?.p50Ns),
    time(latency.percentile('p90'), allFrames?.p90Ns),
    time(latency.percentile('p99'), allFrames?.p99Ns),
    time(latency.percentile('p99.9'), allFrames?.p999Ns),
    time(latency.percentile('p99.99'), allFrames?.p9999Ns),
    time(latency.maximum, allFrames?.maximumNs),
  ];
}

function backToBackFigures(measurement: MeasurementOf<'back-to-back'>): MeasuredFigure[] {
  const { throughputPps, maximumPps, burst, impliedBufferS, correctedBufferS } = measurement;
  const { throughput, burst: texts } = words().measurements;
  const atWireRate = throughputPps !== null && throughputPps >= maximumPps;
  return [
    rate(throughput, throughputPps),
    {
      ...figure(texts.longest, burst?.average ?? null, 'frames'),
      lower: burst?.minimum ?? null,
      upper: burst?.maximum ?? null,
      note: atWireRate ? texts.notMeasured : '',
    },
    figure(texts.impliedBuffer, impliedBufferS, 's'),
    figure(texts.correctedBuffer, correctedBufferS, 's'),
  ];
}

function scalingFigures({ steps, kneeVms, kneeThreshold, limit }: MeasurementOf<'vm-scaling'>): MeasuredFigure[] {
  const texts = words().measurements.scaling;
  const threshold = formatPercent(kneeThreshold);
  const notReached = limit === null ? texts.notReached(threshold) : texts.notReachedBecause(threshold, limit);
  return [
    ...steps.map(({ vms, throughputPps, scaling }) => ({
      ...rate(texts.vms(vms), throughputPps),
      note: scaling === null ? '' : texts.growth(formatPercent(scaling)),
    })),
    { ...figure(texts.knee, kneeVms, 'VMs'), note: kneeVms === null ? notReached : texts.reached(threshold) },
  ];
}

function neighbourFigures(measurement: MeasurementOf<'noisy-neighbour'>): MeasuredFigure[] {
  const { capacityPps, neighbourSharePps, victimLoadPps, levels, isolation } = measurement;
  const texts = words().measurements.neighbour;
  return [
    rate(texts.capacity, capacityPps),
    rate(texts.share, neighbourSharePps),
    rate(texts.victimLoad, victimLoadPps),
    ...levels.flatMap(({ share, p50Ns, p99Ns, p999Ns, ndrPps, interference, qosImpact }) => {
      const beside = (what: string) => texts.beside(what, formatPercent(share));
      return [
        rate(beside('NDR'), ndrPps),
        figure(beside('p50'), p50Ns, 'ns'),
        figure(beside('p99'), p99Ns, 'ns'),
        figure(beside('p99.9'), p999Ns, 'ns'),
        figure(beside(texts.interferenceFactor), interference),
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

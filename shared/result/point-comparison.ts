/** Points at one setting compared with each other, metric by metric: differences by pairs of replications, and which may be the best. */
import { measuredPoints, metricOf } from '../charts/point-series.ts';
import { bestSubset, differenceAmong, type ComparedSample } from '../statistics/all-pairs.ts';
import type { Difference, Sample } from '../statistics/difference.ts';
import type { MetricName, PointResult } from './schema.ts';

/** A point with the run that it is of: points of one run share their packets. Empty where there is one run. */
export interface RivalPoint {
  readonly point: PointResult;
  readonly run: string;
}

/** Metrics of which less is better; of the others, more is. */
const lessIsBetter: ReadonlySet<MetricName> = new Set<MetricName>([
  'lossRatio',
  'latencyMeanNs',
  'latencyP50Ns',
  'latencyP95Ns',
  'latencyP99Ns',
  'latencyP999Ns',
  'cyclesPerPacket',
  'cpuUtilization',
  'exitsPerSecond',
  'interruptsPerSecond',
]);

export function betterOf(metric: MetricName): 'less' | 'more' {
  return lessIsBetter.has(metric) ? 'less' : 'more';
}

/** Of two among `family` points that are compared with each other: the interval is corrected for all their pairs. */
export function pointDifference(family: number, one: RivalPoint, other: RivalPoint, metric: MetricName): Difference {
  return differenceAmong(family, comparedSample(one, metric), comparedSample(other, metric));
}

/**
 * Those that compete: the figures of an overloaded system win against none that carries its load, and are not mixed with them. Where none carries it,
 * all compete.
 */
export function rivalsOf<Rival extends RivalPoint>(compared: readonly Rival[]): readonly Rival[] {
  const measured = new Set(measuredPoints(compared.map(({ point }) => point)));
  const known = compared.filter(({ point }) => measured.has(point));
  const carried = known.filter(({ point }) => !point.overloaded);
  return carried.length > 0 ? carried : known;
}

/**
 * Those of the rivals that may be the best, in their order; where there are too few replications to tell, the one with the best mean. None where there is
 * no other, or all are the same.
 */
export function bestOf<Rival extends RivalPoint>(rivals: readonly Rival[], metric: MetricName): readonly Rival[] {
  if (rivals.length < 2) return [];
  const sign = betterOf(metric) === 'less' ? -1 : 1;
  const scores = rivals.map(({ point }) => sign * metricOf(point, metric).mean);
  const highest = Math.max(...scores);
  if (Math.min(...scores) === highest) return [];
  const subset = bestSubset(
    rivals.map((rival) => comparedSample(rival, metric)),
    betterOf(metric),
  );
  return rivals.filter((_, index) => subset?.[index] ?? scores[index] === highest);
}

function comparedSample({ point, run }: RivalPoint, name: MetricName): ComparedSample {
  return { run, ...sampleOf(point, name) };
}

/** A metric of a point, with the values of its replications where they are kept. */
export function sampleOf(point: PointResult, name: MetricName): Sample {
  const kept = point.replicationValues;
  const values = kept?.values[name];
  return {
    metric: metricOf(point, name),
    replications: point.replications,
    values: kept && values ? new Map(kept.numbers.map((number, index) => [number, values[index] ?? 0])) : undefined,
  };
}

/** Measured distributions of latency beside simulated ones. */
import type { MetricName } from '../result/schema.ts';
import type { ComparedValue } from './beside.ts';
import type { MeasuredDistribution, MeasuredResult } from './schema.ts';

export interface ComparedDistribution extends MeasuredDistribution {
  /** Points whose latency it lies beside. */
  readonly pointIds: readonly string[];
}

const latencies: readonly MetricName[] = ['latencyMeanNs', 'latencyP50Ns', 'latencyP95Ns', 'latencyP99Ns', 'latencyP999Ns'];

/** Those that mean what the lab simulates: of the same series, a mean or a percentile is laid beside a point as its latency. */
export function distributionsBeside(
  { distributions }: Pick<MeasuredResult, 'distributions'>,
  compared: readonly ComparedValue[],
): readonly ComparedDistribution[] {
  const timed = compared.filter(({ metric }) => latencies.includes(metric));
  return distributions.flatMap((distribution) => {
    const pointIds = [...new Set(timed.filter(({ label }) => label === distribution.label).map(({ pointId }) => pointId))];
    return pointIds.length === 0 ? [] : [{ ...distribution, pointIds }];
  });
}

/** Least latency, ns, that this share of the samples did not exceed; null where the distribution ends before. @param probability 0 to 1. */
export function quantileOf({ steps }: Pick<MeasuredDistribution, 'steps'>, probability: number): number | null {
  return steps.find((step) => step.probability >= probability)?.ns ?? null;
}

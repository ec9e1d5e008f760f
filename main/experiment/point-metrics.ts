/** The metrics of one replication, for a whole point or one VM. */
import { metricUnits } from '../../shared/result/metric-titles.ts';
import { flowMetricNames, metricNames, type Metric, type MetricName } from '../../shared/result/schema.ts';
import type { FlowRecord, RunRecord, VmRecord } from '../engine/run-record.ts';
import { estimateMean } from '../../shared/statistics/confidence.ts';
import { jainIndex } from './statistics/jain.ts';
import { estimateQuantileNs, samplesFor } from './statistics/quantile.ts';

export type MetricValues = Readonly<Record<MetricName, number>>;
export type FlowMetricValues = Readonly<Record<(typeof flowMetricNames)[number], number>>;

/** Metrics of one replication, with the latencies that its percentiles rest on. */
export interface Measured<Values> {
  readonly values: Values;
  readonly samples: number;
}

/** Metrics that are percentiles of latency, and which. */
export const percentiles = { latencyP50Ns: 0.5, latencyP95Ns: 0.95, latencyP99Ns: 0.99, latencyP999Ns: 0.999 } as const satisfies Partial<
  Record<MetricName, number>
>;

/** What a VM and a flow of a VM both count. */
type Counts = Pick<VmRecord, Count | 'latencyBuckets' | 'latencyCounts'>;

/** Latency histogram of several VMs together: ascending buckets with their counts. */
export function mergedHistogram(vms: readonly Counts[]): { readonly buckets: number[]; readonly counts: number[] } {
  const merged = new Map<number, number>();
  for (const vm of vms) {
    for (const [i, bucket] of vm.latencyBuckets.entries()) merged.set(bucket, (merged.get(bucket) ?? 0) + (vm.latencyCounts[i] ?? 0));
  }
  const buckets = [...merged.keys()].sort((one, other) => one - other);
  return { buckets, counts: buckets.map((bucket) => merged.get(bucket) ?? 0) };
}

/**
 * Metrics of the whole point. Jain's index is over the VMs that were offered traffic: of delivered over offered frames, and, weighted, of delivered
 * frames over the VM's weight.
 */
export function pointMetrics(record: RunRecord): MetricValues {
  const exits = record.exits.reduce((sum, { count }) => sum + count, 0);
  const interrupts = record.interrupts.reduce((sum, { count }) => sum + count, 0);
  const demanding = record.vms.filter((vm) => vm.offeredFrames > 0);
  return {
    ...frameMetrics(record, record.vms),
    cyclesPerPacket: ratio(record.busyCycles, sumOf(record.vms, 'deliveredFrames')),
    cpuUtilization: record.cpuUtilization,
    exitsPerSecond: perSecond(exits, record.windowNs),
    interruptsPerSecond: perSecond(interrupts, record.windowNs),
    jainIndex: jainIndex(demanding.map((vm) => vm.deliveredFrames / vm.offeredFrames)),
    weightedJainIndex: jainIndex(demanding.map((vm) => vm.deliveredFrames / vm.weight)),
  };
}

/** Metrics of one VM; cycles and utilization are those of its own vCPUs, and its indices are 1. */
export function vmMetrics(record: RunRecord, vm: VmRecord, frequencyGhz: number): MetricValues {
  return {
    ...frameMetrics(record, [vm]),
    cyclesPerPacket: ratio(vm.cycles, vm.deliveredFrames),
    cpuUtilization: ratio(vm.cycles, record.windowNs * frequencyGhz),
    exitsPerSecond: perSecond(vm.exits, record.windowNs),
    interruptsPerSecond: perSecond(vm.interrupts, record.windowNs),
    jainIndex: 1,
    weightedJainIndex: 1,
  };
}

/** Metrics of a flow of one VM. */
export function flowMetrics(record: RunRecord, flow: FlowRecord): FlowMetricValues {
  return frameMetrics(record, [flow]);
}

/** Metrics of a flow of the scenario over all its VMs. */
export function metricsOfFlow(record: RunRecord, number: number): FlowMetricValues {
  return frameMetrics(
    record,
    record.flows.filter(({ flow }) => flow === number),
  );
}

/** Mean and interval of each metric over replications, in replication order. */
export function metricsOver(replications: readonly Measured<MetricValues>[]): Record<string, Metric> {
  return estimates(replications, metricNames);
}

/** The same of a flow's metrics. */
export function flowMetricsOver(replications: readonly Measured<FlowMetricValues>[]): Record<string, Metric> {
  return estimates(replications, flowMetricNames);
}

/** Latencies that the percentiles of the VMs or flows rest on. */
export function samplesOf(counted: readonly Pick<VmRecord, 'latencyCount'>[]): number {
  return counted.reduce((sum, { latencyCount }) => sum + latencyCount, 0);
}

/** Latencies of an unstable point grow with the length of the run: they get no interval, neither of the replications nor of the costs. */
export function withoutLatencyIntervals(metrics: Readonly<Record<string, Metric>>): Record<string, Metric> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, { uncertainty, ...metric }]) => {
      if (name.startsWith('latency')) return [name, { ...metric, ci95: null }];
      return [name, uncertainty ? { ...metric, uncertainty } : metric];
    }),
  );
}

function estimates<Name extends MetricName>(
  replications: readonly Measured<Readonly<Record<Name, number>>>[],
  names: readonly Name[],
): Record<string, Metric> {
  // Each replication gives a percentile of its own: the mean over them is as good as the one with the fewest samples.
  const fewest = Math.min(...replications.map(({ samples }) => samples));
  return Object.fromEntries(
    names.map((name) => {
      const estimate = estimateMean(replications.map(({ values }) => values[name]));
      const mark = replications.length > 0 && fewest < samplesNeeded(name) ? { tooFewSamples: true as const } : {};
      return [name, { ...estimate, unit: metricUnits[name], ...mark }];
    }),
  );
}

/** 0 of a metric that is no percentile. */
function samplesNeeded(name: MetricName): number {
  return name in percentiles ? samplesFor(percentiles[name as keyof typeof percentiles]) : 0;
}

function frameMetrics(record: RunRecord, vms: readonly Counts[]): FlowMetricValues {
  const offered = sumOf(vms, 'offeredFrames');
  const { buckets, counts } = mergedHistogram(vms);
  const quantile = (probability: number) => (buckets.length > 0 ? estimateQuantileNs(buckets, counts, probability) : 0);
  return {
    offeredPps: perSecond(offered, record.windowNs),
    deliveredPps: perSecond(sumOf(vms, 'deliveredFrames'), record.windowNs),
    deliveredBps: 8 * perSecond(sumOf(vms, 'deliveredBytes'), record.windowNs),
    lossRatio: ratio(sumOf(vms, 'lostFrames'), offered),
    latencyMeanNs: ratio(sumOf(vms, 'latencySumNs'), sumOf(vms, 'latencyCount')),
    latencyP50Ns: quantile(percentiles.latencyP50Ns),
    latencyP95Ns: quantile(percentiles.latencyP95Ns),
    latencyP99Ns: quantile(percentiles.latencyP99Ns),
    latencyP999Ns: quantile(percentiles.latencyP999Ns),
  };
}

type Count = 'offeredFrames' | 'deliveredFrames' | 'deliveredBytes' | 'lostFrames' | 'latencySumNs' | 'latencyCount';

function sumOf(vms: readonly Counts[], count: Count): number {
  return vms.reduce((sum, vm) => sum + vm[count], 0);
}

function perSecond(count: number, windowNs: number): number {
  return windowNs > 0 ? (count / windowNs) * 1e9 : 0;
}

/** 0 when nothing was delivered: results hold finite numbers only. */
function ratio(numerator: number, denominator: number): number {
  return denominator > 0 ? numerator / denominator : 0;
}

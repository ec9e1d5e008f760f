/** The metrics of one replication, for a whole point or one VM. */
import { metricTitles } from '../../shared/result/metric-titles.ts';
import { flowMetricNames, metricNames, type Metric, type MetricName } from '../../shared/result/schema.ts';
import { quantileNs } from '../engine/kernel/histogram.ts';
import type { FlowRecord, RunRecord, VmRecord } from '../engine/run-record.ts';
import { estimateMean } from './statistics/confidence.ts';
import { jainIndex } from './statistics/jain.ts';

export type MetricValues = Readonly<Record<MetricName, number>>;
export type FlowMetricValues = Readonly<Record<(typeof flowMetricNames)[number], number>>;

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
export function metricsOver(replications: readonly MetricValues[]): Record<string, Metric> {
  return estimates(replications, metricNames);
}

/** The same of a flow's metrics. */
export function flowMetricsOver(replications: readonly FlowMetricValues[]): Record<string, Metric> {
  return estimates(replications, flowMetricNames);
}

function estimates<Name extends MetricName>(
  replications: readonly Readonly<Record<Name, number>>[],
  names: readonly Name[],
): Record<string, Metric> {
  return Object.fromEntries(
    names.map((name) => [name, { ...estimateMean(replications.map((values) => values[name])), unit: metricTitles[name].unit }]),
  );
}

function frameMetrics(record: RunRecord, vms: readonly Counts[]): FlowMetricValues {
  const offered = sumOf(vms, 'offeredFrames');
  const { buckets, counts } = mergedHistogram(vms);
  const quantile = (probability: number) => (buckets.length > 0 ? quantileNs(buckets, counts, probability) : 0);
  return {
    offeredPps: perSecond(offered, record.windowNs),
    deliveredPps: perSecond(sumOf(vms, 'deliveredFrames'), record.windowNs),
    deliveredBps: 8 * perSecond(sumOf(vms, 'deliveredBytes'), record.windowNs),
    lossRatio: ratio(sumOf(vms, 'lostFrames'), offered),
    latencyMeanNs: ratio(sumOf(vms, 'latencySumNs'), sumOf(vms, 'latencyCount')),
    latencyP50Ns: quantile(0.5),
    latencyP95Ns: quantile(0.95),
    latencyP99Ns: quantile(0.99),
    latencyP999Ns: quantile(0.999),
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

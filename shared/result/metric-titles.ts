/** The metrics in words, with their base units. */
import type { MetricName } from './schema.ts';

export interface MetricTitle {
  readonly title: string;
  /** Base unit; empty for a plain number. */
  readonly unit: string;
}

export const metricTitles: Readonly<Record<MetricName, MetricTitle>> = {
  offeredPps: { title: 'Offered', unit: 'pps' },
  deliveredPps: { title: 'Delivered', unit: 'pps' },
  deliveredBps: { title: 'Throughput', unit: 'bit/s' },
  lossRatio: { title: 'Loss', unit: 'ratio' },
  latencyMeanNs: { title: 'Latency, mean', unit: 'ns' },
  latencyP50Ns: { title: 'Latency, p50', unit: 'ns' },
  latencyP95Ns: { title: 'Latency, p95', unit: 'ns' },
  latencyP99Ns: { title: 'Latency, p99', unit: 'ns' },
  latencyP999Ns: { title: 'Latency, p99.9', unit: 'ns' },
  cyclesPerPacket: { title: 'Cycles per packet', unit: 'cycles' },
  cpuUtilization: { title: 'CPU utilization', unit: 'ratio' },
  exitsPerSecond: { title: 'VM exits', unit: '/s' },
  interruptsPerSecond: { title: 'Interrupts', unit: '/s' },
  jainIndex: { title: 'Jain’s fairness index', unit: '' },
  weightedJainIndex: { title: 'Jain’s index by weight', unit: '' },
};

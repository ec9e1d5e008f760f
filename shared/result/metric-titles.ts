/** The metrics in words, with their base units. */
import { words } from '../texts/words.ts';
import type { MetricName } from './schema.ts';

/** Base units; empty for a plain number. */
export const metricUnits: Readonly<Record<MetricName, string>> = {
  offeredPps: 'pps',
  deliveredPps: 'pps',
  deliveredBps: 'bit/s',
  lossRatio: 'ratio',
  latencyMeanNs: 'ns',
  latencyP50Ns: 'ns',
  latencyP95Ns: 'ns',
  latencyP99Ns: 'ns',
  latencyP999Ns: 'ns',
  cyclesPerPacket: 'cycles',
  cpuUtilization: 'ratio',
  exitsPerSecond: '/s',
  interruptsPerSecond: '/s',
  jainIndex: '',
  weightedJainIndex: '',
};

/** "Latency, p99". */
export function metricTitle(name: MetricName): string {
  return words().metrics[name];
}

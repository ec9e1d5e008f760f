/** Names of the metrics of a point. */
export const metrics = {
  offeredPps: 'Offered',
  deliveredPps: 'Delivered',
  deliveredBps: 'Throughput',
  lossRatio: 'Loss',
  latencyMeanNs: 'Latency, mean',
  latencyP50Ns: 'Latency, p50',
  latencyP95Ns: 'Latency, p95',
  latencyP99Ns: 'Latency, p99',
  latencyP999Ns: 'Latency, p99.9',
  cyclesPerPacket: 'Cycles per packet',
  cpuUtilization: 'CPU utilization',
  exitsPerSecond: 'VM exits',
  interruptsPerSecond: 'Interrupts',
  jainIndex: 'Jain’s fairness index',
  weightedJainIndex: 'Jain’s index by weight',
};

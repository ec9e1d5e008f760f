import { plural } from './plural.ts';

/** What a benchmark method measured: names of methods, of figures, and notes on them. */
export const measurements = {
  titles: {
    throughput: 'RFC 2544 throughput',
    latency: 'RFC 2544 latency',
    'frame-loss': 'RFC 2544 frame loss rate',
    'back-to-back': 'RFC 2544 back-to-back frames',
    'system-recovery': 'RFC 2544 system recovery',
    mlrsearch: 'MLRsearch',
    'vm-scaling': 'Scaling with the number of VMs',
    'noisy-neighbour': 'Noisy neighbour',
    fairness: 'Fairness',
  },
  throughput: 'throughput',
  /** Of a search by several goals. */
  irregular: 'irregular: the largest load is a lower bound',
  losslessLoad: 'highest load without loss',
  recovery: { overload: 'overload', time: 'recovery time' },
  fairness: {
    load: 'load',
    jainIndex: 'Jain’s index, received over offered',
    weightedJainIndex: 'Jain’s index by weight',
    leastShare: 'least share',
    largestShare: 'largest share',
  },
  latency: {
    taggedMean: 'RFC 2544: mean of tagged frames',
    taggedFrames: (frames: number) => `${frames} tagged frames`,
    minimum: 'all frames: minimum',
    average: 'all frames: average',
    maximum: 'all frames: maximum',
    /** `percentile`: "p99.9". */
    percentile: (percentile: string) => `all frames: ${percentile}`,
  },
  burst: {
    longest: 'longest burst without loss',
    notMeasured: 'not measured: the throughput is the maximum (RFC 9004)',
    impliedBuffer: 'implied buffer time',
    correctedBuffer: 'corrected buffer time (RFC 9004)',
  },
  scaling: {
    vms: (vms: number) => plural(vms, { one: `${vms} VM`, other: `${vms} VMs` }),
    growth: (share: string) => `grows by ${share} of the growth of the VMs`,
    knee: 'knee',
    notReached: (share: string) => `not reached: the throughput grew by at least ${share} of the growth of the VMs at every step`,
    notReachedBecause: (share: string, limit: string) =>
      `not reached: the throughput grew by at least ${share} of the growth of the VMs at every step; ${limit}`,
    reached: (share: string) => `the next step grows by less than ${share} of the growth of the VMs`,
  },
  neighbour: {
    capacity: 'capacity of all together',
    share: 'share of the neighbour',
    victimLoad: 'load of the victims for latency',
    /** `share`: that of its share which the neighbour offers. */
    beside: (figure: string, share: string) => `${figure} beside ${share}`,
    interferenceFactor: 'interference factor',
  },
  /** "1.85 Mpps to 1.88 Mpps". */
  bounds: (lower: string, upper: string) => `${lower} to ${upper}`,
  frames: {
    oneSize: (frames: string, directions: string, interfaces: number) => `${frames}, ${directions}, ${interfacesText(interfaces)}`,
    mixed: (frames: string, meanBytes: string, directions: string, interfaces: number) =>
      `${frames}, mean ${meanBytes} bytes, ${directions}, ${interfacesText(interfaces)}`,
    both: (one: string, other: string) => `${one} and ${other}`,
  },
};

function interfacesText(interfaces: number): string {
  return plural(interfaces, { one: `${interfaces} interface`, other: `${interfaces} interfaces` });
}

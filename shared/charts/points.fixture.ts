/** Points for the tests of charts: small, but with every part of a result. */
import { metricUnits } from '../result/metric-titles.ts';
import type { MetricName, PointResult } from '../result/schema.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../scenario/schema.ts';

const usual: Readonly<Record<MetricName, number>> = {
  offeredPps: 800_000,
  deliveredPps: 800_000,
  deliveredBps: 9.7e9,
  lossRatio: 0,
  latencyMeanNs: 60_000,
  latencyP50Ns: 50_000,
  latencyP95Ns: 70_000,
  latencyP99Ns: 90_000,
  latencyP999Ns: 99_000,
  cyclesPerPacket: 3000,
  cpuUtilization: 0.04,
  exitsPerSecond: 1000,
  interruptsPerSecond: 8000,
  jainIndex: 1,
  weightedJainIndex: 1,
};

export interface PointParts extends Partial<Omit<PointResult, 'metrics' | 'vms'>> {
  readonly load?: number;
  readonly means?: Partial<Record<MetricName, number>>;
  readonly ci95?: number | null;
  /** Delivered and offered pps of each VM. */
  readonly vms?: readonly (readonly [delivered: number, offered: number])[];
}

export function point(technique: string, { load, means, ci95 = 0, vms = [], ...parts }: PointParts = {}): PointResult {
  const settings = load === undefined ? {} : { 'flows.0.traffic.load': load };
  const values = { ...usual, ...means };
  return {
    id: `${technique} ${load ?? ''}`,
    settings,
    technique,
    techniqueName: technique,
    replications: 3,
    overloaded: false,
    warmupMs: 1,
    metrics: Object.fromEntries(
      Object.entries(values).map(([name, mean]) => [name, { mean, ci95, unit: metricUnits[name as MetricName] }]),
    ),
    vms: vms.map(([delivered, offered], index) => ({
      name: `vm-${index + 1}`,
      metrics: {
        deliveredPps: { mean: delivered, ci95: 0, unit: 'pps' },
        offeredPps: { mean: offered, ci95: 0, unit: 'pps' },
      },
      drops: [],
    })),
    flows: [],
    drops: [],
    cycles: [
      { actor: 'guest', activity: 'stack', cyclesPerPacket: 850, share: 0.28 },
      { actor: 'guest', activity: 'application', cyclesPerPacket: 950, share: 0.32 },
      { actor: 'hypervisor', activity: 'vm exit', cyclesPerPacket: 1200, share: 0.4 },
    ],
    stages: [
      { stage: 'wire', meanNs: 10_000 },
      { stage: 'guest work', meanNs: 50_000 },
    ],
    exits: [{ reason: 'halt', perSecond: 1000 }],
    interrupts: [{ kind: 'physical', perSecond: 8000 }],
    copies: [],
    resources: [
      { name: 'core 4 (guest)', kind: 'core', utilization: 0.2, note: '' },
      { name: 'core 5 (guest)', kind: 'core', utilization: 0.6, note: '' },
      { name: 'wire to host', kind: 'link', utilization: 0.95, note: '' },
      { name: 'IOTLB hit ratio', kind: 'iotlb', utilization: 1, note: '0 misses' },
    ],
    queues: [],
    contexts: [],
    latencyCdf: [
      { ns: 20_000, probability: 0.1 },
      { ns: 50_000, probability: 0.5 },
      { ns: 120_000, probability: 1 },
    ],
    bottleneck: { resource: null, sentence: 'Nothing is saturated.', confirmed: false, knobs: [] },
    accounting: { inFlightStart: 0, offered: 100, delivered: 90, lost: 5, inFlightEnd: 5 },
    remarks: [],
    refusal: null,
    ...parts,
  };
}

export function refusedPoint(technique: string, reason: string, load?: number): PointResult {
  return {
    ...point(technique, load === undefined ? {} : { load }),
    replications: 0,
    refusal: reason,
    cycles: [],
    stages: [],
    resources: [],
    latencyCdf: [],
  };
}

export function scenario(parts: Partial<ScenarioInput> = {}): Scenario {
  return scenarioSchema.parse({
    vms: [{ name: 'vm', count: 8 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
    techniques: [{ name: 'emulated' }, { name: 'vhost-net' }, { name: 'sriov' }],
    method: { replications: 3 },
    ...parts,
  });
}

/** What the projects of the tests hold. */
import { pointSchema, type PointResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type Scenario } from '../../shared/scenario/schema.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import type { RunRecord } from '../engine/run-record.ts';

export const scenario: Scenario = scenarioSchema.parse({
  name: 'Two techniques',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net', label: 'vhost' }],
});

/** A point as a run gives it; numbers that need all their digits. */
export function point(index: number, technique: 'sriov' | 'vhost-net' = 'sriov'): PointResult {
  const load = index + 1;
  return pointSchema.parse({
    id: `${technique} flows.0.traffic.load=${load}`,
    settings: { 'flows.0.traffic.load': load },
    technique,
    techniqueName: technique,
    replications: 3,
    overloaded: false,
    warmupMs: 0.5,
    metrics: {
      deliveredPps: { mean: (812_743 * load) / 7, ci95: 1 / 3, unit: 'pps' },
      lossRatio: { mean: 0.1 + 0.2, ci95: null, unit: 'ratio' },
    },
    vms: [1, 2].map((vm) => ({ name: `vm-${vm}`, metrics: { deliveredPps: { mean: load / vm / 3, ci95: null, unit: 'pps' } } })),
    drops: [{ place: 'NIC ring', framesPerSecond: 12.5, share: 1 }],
    cycles: [{ actor: 'guest', activity: 'Datagramm – „µs“', cyclesPerPacket: 3963.25, share: 1 }],
    stages: [{ stage: 'ring', meanNs: 56_900 }],
    exits: [],
    interrupts: [],
    copies: [],
    resources: [{ name: 'wire', kind: 'link', utilization: 0.93, note: '' }],
    latencyCdf: Array.from({ length: 20 }, (_, step) => ({ ns: 1000 * 1.1 ** step, probability: (step + 1) / 20 })),
    bottleneck: { resource: null, sentence: 'Nothing is saturated.', confirmed: false, knobs: [] },
    accounting: { inFlightStart: 0, offered: 1000, delivered: 990, lost: 8, inFlightEnd: 2 },
    remarks: [],
    refusal: null,
  });
}

export function points(count: number): PointResult[] {
  return Array.from({ length: count }, (_, index) => point(index));
}

/** What one simulation gave, with numbers that need all their digits. */
export function record(index: number): RunRecord {
  return {
    refusal: null,
    frequencyGhz: 2.3,
    windowNs: 1e6 / 3,
    warmupNs: 0.1 + 0.2,
    vms: [],
    flows: [],
    queues: [],
    contexts: [],
    accounting: { inFlightStart: 0, offered: 10 + index, delivered: 10, lost: index, inFlightEnd: 0 },
    drops: [],
    cycles: [{ actor: 'guest', activity: 'Datagramm – „µs“', cycles: 3963.25 }],
    busyCycles: 3963.25,
    cpuUtilization: 1 / 7,
    stages: [],
    exits: [],
    interrupts: [],
    copies: [],
    resources: [],
    levers: [],
    series: Array.from({ length: 100 }, (_, slice) => ({ endNs: slice / 3, delivered: slice, latencySumNs: index * slice })),
    events: 100,
    frames: 20,
    fingerprint: '0123456789abcdef',
  };
}

/** As the key of a simulation is. */
export function keyOf(index: number): string {
  return index.toString(16).padStart(64, '0');
}

export const draft = { name: 'half-typed', vms: [{ name: 'vm', count: -1 }], note: 'kept as typed – µ' };

/** What a tool measured, laid beside a run or none. */
export function measurement(id: string, runId: string | null): KeptMeasurement {
  return {
    id,
    runId,
    fileName: 'messung – µ.csv',
    addedAt: '2026-01-02T03:06:07.000Z',
    result: {
      tool: 'csv',
      toolVersion: '',
      title: 'Table',
      measuredAt: null,
      conditions: [{ name: 'Host', value: 'lab' }],
      series: [
        {
          label: 'sriov',
          metric: 'deliveredPps',
          quantity: 'Delivered',
          unit: 'pps',
          axis: null,
          points: [{ x: null, value: 1e6 / 3, low: null, high: null, deviation: 0.1 + 0.2 }],
          conversion: '',
        },
      ],
      distributions: [],
      warnings: [],
    },
  };
}

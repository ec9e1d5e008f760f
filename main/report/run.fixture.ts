/** A run for the tests of reports: figures that follow from technique and load, not from a simulation. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import { metricNames, type Metric, type MetricName, type PointResult, type RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { techniqueNames } from '../../shared/catalogue/techniques.ts';

export const loadPath = 'flows.0.traffic.load';

export const summary: RunSummary = {
  runId: 'run-7',
  scenarioName: 'Eight VMs',
  startedAt: '2026-03-04T05:06:07.000Z',
  status: 'done',
  message: '',
  points: 9,
  techniques: [...techniqueNames],
};

export function scenarioOf(changes: Partial<ScenarioInput> = {}): Scenario {
  return scenarioSchema.parse({
    name: 'Eight VMs',
    description: 'Does load λ ≤ 1 → a delay of 5 µs ± 1?',
    vms: [{ name: 'vm', count: 8 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
    techniques: techniqueNames.map((name) => ({ name })),
    method: { seed: 4711, replications: 3 },
    ...changes,
  });
}

/** Every technique of the scenario at each load; `direct` is refused. */
export function runOf(scenario: Scenario, loads: readonly number[] = []): RunResult {
  const settings = loads.length === 0 ? [{}] : loads.map((load) => ({ [loadPath]: load }));
  return {
    scenario,
    engineVersion: '9.8.7',
    seed: scenario.method.seed,
    complete: true,
    points: settings.flatMap((setting) =>
      scenario.techniques.map(({ name, label = name }, index) =>
        name === 'direct' ? refusedPoint(label, setting) : measuredPoint(label, name, setting, index),
      ),
    ),
  };
}

export function measuredPoint(technique: string, techniqueName: string, settings: Record<string, number>, index: number): PointResult {
  const pps = 1000 * (settings[loadPath] ?? 50);
  const cycles = 3000 + 1000 * index;
  return {
    id: technique,
    settings,
    technique,
    techniqueName,
    replications: 3,
    overloaded: techniqueName === 'emulated',
    warmupMs: 1.5,
    metrics: metricsOf(pps, cycles),
    vms: [1, 2, 3].map((number) => ({ name: `vm-${number}`, metrics: metricsOf(pps / 3, cycles), drops: [] })),
    flows: [],
    drops: techniqueName === 'emulated' ? [{ place: 'tap queue', framesPerSecond: 0.1 * pps, share: 1 }] : [],
    cycles: [
      { actor: 'guest', activity: 'stack', cyclesPerPacket: 1000, share: 1000 / cycles },
      { actor: 'guest', activity: 'copy', cyclesPerPacket: cycles - 1000, share: (cycles - 1000) / cycles },
    ],
    stages: [
      { stage: 'wire', meanNs: 1900 },
      { stage: 'guest work', meanNs: 8000 },
    ],
    exits: [{ reason: 'halt', perSecond: 1234 }],
    interrupts: [{ kind: 'virtual', perSecond: 4321 }],
    copies: [{ place: 'kernel to application (warm)', perPacket: 1 }],
    resources: [
      { name: 'core 0 (guest)', kind: 'core', utilization: Math.min(1, (pps * cycles) / 2.3e9), note: '' },
      { name: 'wire to host', kind: 'link', utilization: 0.5, note: '' },
    ],
    queues: [],
    contexts: [],
    latencyCdf: Array.from({ length: 20 }, (_, step) => ({ ns: 9000 + 300 * step * (index + 1), probability: (step + 1) / 20 })),
    bottleneck: {
      resource: 'guest cores',
      sentence: `The bottleneck: guest cores of ${technique}.`,
      confirmed: true,
      knobs: [{ resource: 'guest cores', advice: 'faster guest cores', gainPercent: 9.5, measure: 'throughput' }],
    },
    accounting: { inFlightStart: 0, offered: 1000, delivered: 900, lost: 90, inFlightEnd: 10 },
    remarks: [`p99.9 rests on ${1000 + index} samples: too few to trust. Run longer.`],
    refusal: null,
  };
}

export function refusedPoint(technique: string, settings: Record<string, number>): PointResult {
  const nothing = measuredPoint(technique, 'direct', settings, 0);
  const accounting = { inFlightStart: 0, offered: 0, delivered: 0, lost: 0, inFlightEnd: 0 };
  const empty = {
    vms: [],
    flows: [],
    queues: [],
    contexts: [],
    drops: [],
    cycles: [],
    stages: [],
    exits: [],
    interrupts: [],
    copies: [],
    resources: [],
    latencyCdf: [],
    remarks: [],
  };
  const refusal = '8 VMs but 1 NIC: direct assignment gives each VM a NIC of its own.';
  const bottleneck = { resource: null, sentence: refusal, confirmed: false, knobs: [] };
  return { ...nothing, ...empty, replications: 0, overloaded: false, metrics: {}, accounting, bottleneck, refusal };
}

function metricsOf(pps: number, cycles: number): Record<string, Metric> {
  const means: Readonly<Record<MetricName, readonly [mean: number, unit: string]>> = {
    offeredPps: [pps, 'pps'],
    deliveredPps: [0.9 * pps, 'pps'],
    deliveredBps: [0.9 * pps * 1518 * 8, 'bit/s'],
    lossRatio: [0.1, 'ratio'],
    latencyMeanNs: [9900, 'ns'],
    latencyP50Ns: [9500, 'ns'],
    latencyP95Ns: [17000, 'ns'],
    latencyP99Ns: [19500, 'ns'],
    latencyP999Ns: [25500, 'ns'],
    cyclesPerPacket: [cycles, 'cycles'],
    cpuUtilization: [0.2, 'ratio'],
    exitsPerSecond: [1234, '/s'],
    interruptsPerSecond: [4321, '/s'],
    jainIndex: [0.9876, ''],
    weightedJainIndex: [0.9876, ''],
  };
  return Object.fromEntries(
    metricNames.map((name) => {
      const [mean, unit] = means[name];
      return [name, { mean, ci95: mean * 0.01, unit }];
    }),
  );
}

import { describe, expect, it } from 'vitest';
import { metricNames, type PointResult, type RunResult } from './schema.ts';
import { intervalKey, resultTables, settingKey } from './tables.ts';
import { scenarioSchema, stoppingRuleSchema } from '../scenario/schema.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'direct' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20] }], replications: 3 },
});

const metrics = Object.fromEntries(metricNames.map((name, i) => [name, { mean: i + 0.5, ci95: i === 0 ? null : i / 10, unit: 'unit' }]));

const measured: PointResult = {
  id: 'sriov flows.0.traffic.load=20',
  settings: { 'flows.0.traffic.load': 20 },
  technique: 'sriov',
  techniqueName: 'sriov',
  replications: 3,
  overloaded: true,
  warmupMs: 0.75,
  metrics,
  vms: [{ name: 'vm-1', metrics, drops: [{ place: 'guest socket', framesPerSecond: 12.5, share: 1 }] }],
  flows: [
    {
      name: 'load',
      direction: 'receive',
      vm: 'vm-1',
      metrics,
      accounting: { inFlightStart: 0, offered: 10, delivered: 8, lost: 1, inFlightEnd: 1 },
    },
  ],
  drops: [{ place: 'guest socket', framesPerSecond: 12.5, share: 1 }],
  cycles: [{ actor: 'guest', activity: 'stack', cyclesPerPacket: 900, share: 0.4 }],
  stages: [{ stage: 'wire', meanNs: 1910 }],
  exits: [{ reason: 'halt', perSecond: 100 }],
  interrupts: [{ kind: 'virtual', perSecond: 7 }],
  copies: [{ place: 'kernel to application (warm)', perPacket: 1 }],
  resources: [{ name: 'wire to host', kind: 'link', utilization: 0.2, note: '' }],
  queues: [],
  contexts: [{ name: 'vm-1 vCPU 0', core: 4, utilization: 0.5, activities: [{ actor: 'guest', activity: 'stack', utilization: 0.5 }] }],
  latencyCdf: [{ ns: 11968, probability: 0.5 }],
  bottleneck: {
    resource: 'the wire',
    sentence: 'The bottleneck: the wire.',
    confirmed: true,
    knobs: [{ resource: 'the wire', advice: 'a faster link', gainPercent: 9, measure: 'throughput' }],
  },
  accounting: { inFlightStart: 0, offered: 10, delivered: 8, lost: 1, inFlightEnd: 1 },
  remarks: ['First.', 'Second.'],
  sensitivity: {
    costs: [
      {
        name: 'vm.exit',
        unit: 'cycles',
        provenance: 'assumed',
        value: 2,
        low: 1,
        high: 3,
        changes: [{ metric: 'cyclesPerPacket', atLow: -0.1, atHigh: 0.2 }],
        largest: 0.2,
      },
    ],
    unused: 60,
  },
  bound: { deliveredPps: 20, limits: [], latencyNs: 900, utilizations: [] },
  parameters: {
    trajectories: 4,
    factors: [
      {
        path: 'nic.ports',
        kind: 'setting',
        low: 1,
        high: 2,
        effects: [{ metric: 'deliveredPps', mean: 0.2, meanSize: 0.3, deviation: 0.4, count: 4 }],
        largest: 0.3,
      },
    ],
    unused: 3,
  },
  whatNext: {
    measure: 'deliveredBps',
    replications: 3,
    changes: [
      {
        title: 'a second queue',
        settings: [{ path: 'vms.0.vcpus', value: 2 }],
        effects: [{ metric: 'deliveredBps', percent: 61, ci95: 3 }],
      },
    ],
    impossible: [],
  },
  measurement: {
    kind: 'throughput',
    frames: '64 bytes',
    meanFrameBytes: 64,
    maximumPps: 14_880_952,
    maximumIsWire: true,
    directions: ['receive'],
    interfaces: 1,
    deviations: [],
    trials: [{ purpose: 'search', loadPps: 2e6, durationS: 0.005, lossRatio: 0, forwardingRatePps: 2e6, queuedFrames: 0, passed: true }],
    failure: null,
    throughputPps: 2e6,
    lowestLossPps: 2.1e6,
    attempts: 1,
    resolution: 0.005,
  },
  refusal: null,
};

const refused: PointResult = {
  ...measured,
  id: 'direct flows.0.traffic.load=20',
  technique: 'direct',
  techniqueName: 'direct',
  replications: 0,
  refusal: 'One NIC only.',
};

const result: RunResult = { scenario, engineVersion: '1.0.0', seed: 1, complete: true, points: [measured, refused] };

function table(id: string) {
  const found = resultTables(result).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
}

describe('tables of a result', () => {
  it('are one for each kind of figure, with names of their own', () => {
    expect(resultTables(result).map(({ id }) => id)).toEqual([
      'points',
      'vms',
      'flows',
      'drops',
      'vm-drops',
      'contexts',
      'cycles',
      'latency-stages',
      'latency-cdf',
      'exits',
      'interrupts',
      'copies',
      'resources',
      'knobs',
      'measurements',
      'trials',
      'what-next',
      'sensitivity',
      'parameters',
      'accounting',
    ]);
  });

  it('are the same set, with columns, for a run without points', () => {
    const empty = resultTables({ ...result, points: [] });
    expect(empty.map(({ id }) => id)).toEqual(resultTables(result).map(({ id }) => id));
    for (const { columns, rows } of empty) {
      expect(columns.length).toBeGreaterThan(2);
      expect(rows).toEqual([]);
    }
  });

  it('have distinct column keys, and only cells of their columns', () => {
    for (const { columns, rows } of resultTables(result)) {
      const keys = columns.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const row of rows) for (const key of Object.keys(row)) expect(keys).toContain(key);
    }
  });

  it('name the swept setting with its unit', () => {
    const column = table('points').columns.find(({ key }) => key === settingKey('flows.0.traffic.load'));
    expect(column).toMatchObject({ title: 'Offered load', unit: '% of line rate', kind: 'number' });
    expect(table('vms').rows[0]?.[settingKey('flows.0.traffic.load')]).toBe(20);
  });

  it('hold every metric raw, with its interval or nothing where there is none', () => {
    const [row] = table('points').rows;
    for (const name of metricNames) {
      expect(row?.[name]).toBe(metrics[name]?.mean);
      expect(row?.[intervalKey(name)]).toBe(metrics[name]?.ci95);
    }
    expect(row).toMatchObject({ overloaded: 'yes', bottleneck: 'The bottleneck: the wire.', remarks: 'First. Second.' });
  });

  it('set what was delivered against the bound, and changes beside their gain', () => {
    expect(table('points').rows[0]).toMatchObject({
      boundPps: 20,
      boundShare: (metrics['deliveredPps']?.mean ?? 0) / 20,
      boundLatencyNs: 900,
    });
    expect(table('what-next').rows[0]).toMatchObject({
      change: 'a second queue',
      settings: 'vms.0.vcpus=2',
      rankedBy: 'Throughput',
      deliveredBpsPercent: 61,
      deliveredBpsPercentCi95: 3,
    });
    expect(table('parameters').rows[0]).toMatchObject({
      path: 'nic.ports',
      low: '1',
      high: '2',
      deliveredPpsMeanSize: 0.3,
      interacts: 'yes',
    });
  });

  it('say what a method measured and by which trials', () => {
    expect(table('measurements').rows[0]).toMatchObject({
      method: 'RFC 2544 throughput',
      measure: 'throughput',
      value: 2e6,
      unit: 'pps',
      upper: 2.1e6,
      maximumPps: 14_880_952,
      interfaces: 1,
    });
    expect(table('trials').rows[0]).toMatchObject({ purpose: 'search', loadPps: 2e6, passed: 'yes', backgroundPps: null });
  });

  it('show a refused technique once, with its reason and without figures', () => {
    const row = table('points').rows[1];
    expect(row).toMatchObject({ technique: 'direct', refusal: 'One NIC only.', deliveredPps: null, overloaded: null });
    for (const { id, rows } of resultTables(result)) {
      if (id !== 'points') expect(rows.map(({ technique }) => technique)).toEqual(['sriov']);
    }
  });
});

describe('how far the figures are known', () => {
  const doubtful: PointResult = {
    ...measured,
    overloadCauses: ['growing-latency'],
    metrics: { ...metrics, latencyP999Ns: { mean: 1, ci95: null, unit: 'ns', tooFewSamples: true } },
    stopping: { reason: 'unstable', metric: 'latencyMeanNs', relativeHalfWidth: null },
  };
  const ruled = { ...scenario, method: { ...scenario.method, stopping: stoppingRuleSchema.parse({}) } };
  const pointsOf = (run: Partial<RunResult>) => {
    const table = resultTables({ scenario, engineVersion: '1', seed: 1, complete: true, points: [doubtful], ...run })[0];
    return { titles: table?.columns.map(({ title }) => title) ?? [], row: table?.rows[0] ?? {} };
  };

  it('stands in the row of a point: too few samples, why it is overloaded, what ended its replications', () => {
    expect(pointsOf({ scenario: ruled }).row).toMatchObject({
      tooFewSamples: 'p99.9',
      overloaded: 'yes',
      overloadCauses: 'latency grew without bound',
      stopping: 'unstable: more would not help',
      stoppingMetric: 'Latency, mean',
      stoppingHalfWidth: null,
    });
  });

  it('has columns of a stopping rule only where there is one', () => {
    expect(pointsOf({}).titles).not.toContain('Replications ended by');
    expect(pointsOf({ scenario: ruled }).titles).toContain('Replications ended by');
  });

  it('does not guess why a point of an earlier version is overloaded', () => {
    const { row } = pointsOf({ points: [{ ...doubtful, overloadCauses: undefined }] });
    expect(row['overloadCauses']).toBe('more than 0.1 % was lost or latency grew without bound');
  });
});

import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import type { SimulationTask } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import { planRun } from '../plan.ts';
import { canonicalJson, RECORD_VERSION, taskKey } from './task-key.ts';

const document = {
  name: 'One title',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 60 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
  method: { durationMs: 1, replications: 2 },
} as const;

function taskOf(changes: object = {}, method: object = {}, rest: Partial<SimulationTask> = {}): SimulationTask {
  const scenario = scenarioSchema.parse({ ...document, ...changes, method: { ...document.method, ...method } });
  return { scenario, technique: { name: 'sriov', options: {} }, replication: 0, ...rest };
}

function ownNic(lineRateGbps: number, source = 'Data sheet.') {
  return {
    kind: 'nic',
    id: 'mine',
    title: 'Mine',
    base: '82599',
    changes: { lineRateGbps: { value: lineRateGbps, provenance: 'data-sheet', source } },
  };
}

function keyWith(profile: ReturnType<typeof ownNic>): string {
  return taskKey(taskOf({ nic: { profile: 'mine' }, profiles: [profile] }));
}

describe('the key of a simulation', () => {
  const key = taskKey(taskOf());

  it('is 64 hex digits', () => expect(key).toMatch(/^[0-9a-f]{64}$/));

  it.each([
    ['the titles', taskOf({ name: 'Another title', description: 'words' })],
    ['where its costs come from', taskOf({ sources: { 'costs.vm.exit': { provenance: 'measured', source: 'Here.' } } })],
    ['own profiles that it does not name', taskOf({ profiles: [ownNic(1)] })],
    ['the label of the technique', taskOf({}, {}, { technique: { name: 'sriov', label: 'mine', options: {} } })],
    ['the other techniques', taskOf({ techniques: [{ name: 'native' }] })],
    ['the number of replications', taskOf({}, { replications: 10 })],
    ['what else is simulated of the point', taskOf({}, { confirmBottleneck: false, costDraws: 39 })],
    ['the axes of a sweep', taskOf({}, { kind: 'sweep', sweep: [{ path: 'vms.0.count', values: [1, 2] }] })],
    ['a method that found its load', taskOf({}, { kind: 'rfc2544-throughput', throughput: {}, trials: {} })],
    ['the order of fields', taskOf({ flows: [{ traffic: { load: 60, kind: 'poisson' }, vms: 'vm', name: 'load' }] })],
    ['defaults that are written out', taskOf({ costModel: 'kvm-2017', nic: { profile: '82599' } })],
    ['an option that is undefined', taskOf({}, {}, { technique: { name: 'sriov', options: { workerCores: undefined } } })],
  ])('does not depend on %s', (_what, task) => expect(taskKey(task)).toBe(key));

  it('depends on the values of the own profiles that it names, not on their sources', () => {
    expect(keyWith(ownNic(1, 'Measured again.'))).toBe(keyWith(ownNic(1)));
    expect(keyWith(ownNic(2))).not.toBe(keyWith(ownNic(1)));
  });

  it.each([
    ['the seed', taskOf({}, { seed: 2 })],
    ['the duration', taskOf({}, { durationMs: 2 })],
    ['the warm-up', taskOf({}, { warmup: 0.1 })],
    ['the replication', taskOf({}, {}, { replication: 1 })],
    ['a perturbation', taskOf({}, {}, { perturbation: { lever: 'cores', factor: 0.9 } })],
    ['a trial', taskOf({}, {}, { trial: { steps: [{ durationMs: 1, factor: 1 }], settleMs: 1 } })],
    ['the technique', taskOf({}, {}, { technique: { name: 'direct', options: {} } })],
    ['an option of the technique', taskOf({}, {}, { technique: { name: 'sriov', options: { iommuMode: 'strict' } } })],
    ['a cost', taskOf({ costs: { 'vm.exit': 1 } })],
    [
      'the names of VMs, which select random streams',
      taskOf({ vms: [{ name: 'a', count: 2 }], flows: [{ ...document.flows[0], vms: 'a' }] }),
    ],
    ['transfers in place of traffic', taskOf({}, { kind: 'dma-benchmark', dma: {} })],
  ])('depends on %s', (_what, task) => expect(taskKey(task)).not.toBe(key));

  it('is that of a point of a sweep and of the same point alone', () => {
    const swept = taskOf({}, { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 60] }] }).scenario;
    const scenario = planRun(swept)[2]?.scenario ?? swept;
    expect(taskKey({ ...taskOf(), scenario })).toBe(key);
  });

  it('goes with the shape of the record: raise RECORD_VERSION when this list changes', () => {
    const fields = fieldsOf(simulate(taskOf()));
    const byPart = Map.groupBy(fields, (path) => path.split(/\.|\[/)[0] ?? '');
    expect(RECORD_VERSION).toBe(2);
    expect([...byPart].map(([part, paths]) => [part, ...paths.map((path) => path.slice(part.length))].join(' ').trim())).toEqual([
      'refusal',
      'frequencyGhz',
      'windowNs',
      'warmupNs',
      'vms [].name [].weight [].offeredFrames [].deliveredFrames [].deliveredBytes [].lostFrames [].latencyCount [].latencySumNs [].latencyBuckets[] [].latencyCounts[] [].exits [].interrupts [].cycles',
      'flows [].vm [].flow [].offeredFrames [].deliveredFrames [].deliveredBytes [].lostFrames [].latencyCount [].latencySumNs [].latencyBuckets[] [].latencyCounts[] [].accounting.offered [].accounting.delivered [].accounting.lost',
      'contexts [].name [].core [].cycles[].actor [].cycles[].activity [].cycles[].cycles',
      'accounting .inFlightStart .offered .delivered .lost .inFlightEnd',
      'drops [].place [].frames',
      'queues [].place [].queues [].capacity [].meanPackets [].mostPackets',
      'cycles [].actor [].activity [].cycles',
      'busyCycles',
      'cpuUtilization',
      'stages [].stage [].sumNs',
      'exits [].reason [].count',
      'interrupts [].kind [].count',
      'copies [].place [].count',
      'resources [].name [].kind [].utilization [].lever [].note',
      'levers [].lever [].title [].advice [].utilization',
      'series [].endNs [].delivered [].latencySumNs',
      'events',
      'frames',
      'fingerprint',
    ]);
  });
});

describe('canonical JSON', () => {
  it('has its keys in order and nothing undefined', () => {
    expect(canonicalJson({ b: [1, { d: undefined, c: 'µ' }], a: -0 })).toBe('{"a":0,"b":[1,{"c":"µ"}]}');
  });
});

/** Paths of the fields of plain data, items of a list as `[]`. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => fieldsOf(item, `${path}[]`)))];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, path === '' ? key : `${path}.${key}`));
}

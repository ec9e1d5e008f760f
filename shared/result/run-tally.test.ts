import { expect, it } from 'vitest';
import { scenarioSchema, stoppingRuleSchema } from '../scenario/schema.ts';
import { createRunTally, simulationsOfPoint, talliedPoint } from './run-tally.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio', label: 'slow' }, { name: 'direct' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [50, 9] }], replications: 3 },
});

function point(technique: string, load: number, replications: number, refusal: string | null = null) {
  return talliedPoint({ id: `${technique} ${load}`, technique, replications, refusal, metrics: {} });
}

it('counts the simulations of each technique, in the order of the scenario, however often a point is told', () => {
  const tally = createRunTally(scenario);
  tally.note([point('slow', 9, 2), point('sriov', 50, 1)]);
  tally.note([point('sriov', 50, 3), point('slow', 50, 1)]);
  expect(tally.techniques().map(({ technique, done, total }) => [technique, done, total])).toEqual([
    ['sriov', 3, 6],
    ['slow', 3, 6],
    ['direct', 0, 6],
  ]);
});

it('tells why a technique cannot be used', () => {
  const tally = createRunTally(scenario);
  tally.note([point('direct', 9, 0, 'It needs a NIC for each VM.'), point('direct', 50, 0)]);
  expect(tally.techniques().map(({ refusal }) => refusal)).toEqual([null, null, 'It needs a NIC for each VM.']);
});

it('wants as many simulations as a stopping rule has added', () => {
  const ruled = { ...scenario, method: { ...scenario.method, stopping: stoppingRuleSchema.parse({}) } };
  expect(simulationsOfPoint(ruled)).toBe(10);
  const tally = createRunTally(ruled);
  tally.note([point('sriov', 9, 25), point('sriov', 50, 4)]);
  expect(tally.techniques()[0]).toMatchObject({ done: 29, total: 35 });
});

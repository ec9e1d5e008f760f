import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import type { SimulationTask } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import { drawCosts } from '../uncertainty/draw-costs.ts';
import { readRecord } from './record-schema.ts';
import { taskKey } from './task-key.ts';
import { readTask } from './task-schema.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm', count: 3 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 150 } }],
  techniques: ['native', 'emulated', 'xen-split-driver', 'virtio', 'vhost-net', 'vhost-user', 'vmdq', 'sriov', 'direct'].map((name) => ({
    name,
  })),
  method: { durationMs: 1, costDraws: 2 },
});
const tasks: SimulationTask[] = scenario.techniques.map((technique) => ({ scenario, technique, replication: 1 }));
const dma = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [],
  techniques: [{ name: 'native' }],
  method: { kind: 'dma-benchmark', durationMs: 1, dma: {} },
});
const drawn = { ...scenario, costs: drawCosts(scenario)[0] ?? {} };
tasks.push({ scenario: dma, technique: { name: 'native', options: {} }, replication: 0 });
tasks.push({ scenario: drawn, technique: { name: 'sriov', options: {} }, replication: 0, perturbation: { lever: 'link', factor: 0.9 } });

tasks.push({ scenario, technique: { name: 'sriov', options: {} }, replication: 0, bound: true });
tasks.push({
  scenario,
  technique: { name: 'sriov', options: {} },
  replication: 0,
  trial: { steps: [{ durationMs: 1, factor: 0.5 }], settleMs: 1 },
});

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what goes to another machine', () => {
  it.each(tasks.map((task) => [task.technique.name, task] as const))('is the same there: a task and its record of %s', (_name, task) => {
    const arrived = readTask(throughJson(task), taskKey(task));
    expect(arrived).toEqual(task);
    const record = simulate(task);
    expect(simulate(arrived)).toStrictEqual(record);
    expect(readRecord(throughJson(record))).toStrictEqual(record);
  });

  it('is refused when it is no task, another task, or no record', () => {
    const [task] = tasks;
    if (!task) throw new Error('There is a task.');
    const key = taskKey(task);
    expect(() => readTask({ ...task, run: 'rm -rf' }, key)).toThrow('it is no simulation of this version');
    expect(() => readTask({ ...task, scenario: { ...scenario, vms: 'all' } }, key)).toThrow('scenario.vms');
    expect(() => readTask({ ...task, replication: 2 }, key)).toThrow('its key is not that of its content');
    expect(() => readRecord({ ...simulate(task), vms: null })).toThrow('it is no record of this version: vms');
  });
});

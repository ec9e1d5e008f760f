import { describe, expect, it } from 'vitest';
import { changeText, sensitivitySentence } from '../../../shared/result/sensitivity-words.ts';
import { scenarioSchema, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import { simulate } from '../../engine/simulate.ts';
import type { Executor } from '../executor/executor.ts';
import { planRun } from '../plan.ts';
import { pointMetrics } from '../point-metrics.ts';
import { screenPoints } from './screen-points.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }, { name: 'direct' }],
  costs: { 'guest.poll': 400 },
  method: { durationMs: 1, replications: 2 },
} satisfies ScenarioInput);
const executor: Executor = { workers: 2, run: (task) => Promise.resolve(simulate(task)), close: () => Promise.resolve() };

async function screened(running: Executor = executor, signal = new AbortController().signal) {
  const progresses: { done: number; total: number }[] = [];
  const found = await screenPoints(planRun(scenario), {
    executor: running,
    signal,
    clock: () => 0,
    onProgress: (progress) => progresses.push(progress),
  });
  return { found, progresses };
}

describe('screening', () => {
  it('measures the change at both ends of a range, and ranks costs by it', async () => {
    const { found, progresses } = await screened();
    const sriov = found.get('sriov');
    const costs = sriov?.costs ?? [];
    expect(costs.map(({ largest }) => largest)).toEqual(costs.map(({ largest }) => largest).toSorted((one, other) => other - one));
    const stack = costs.find(({ name }) => name === 'guest.stackReceive');
    const [point] = planRun(scenario);
    if (!stack || !point) throw new Error('sriov uses the stack of the guest.');
    const cycles = (value: number | null) => {
      const changed = value === null ? {} : { 'guest.stackReceive': value };
      const task = { scenario: { ...scenario, costs: { ...scenario.costs, ...changed } }, technique: point.choice, replication: 0 };
      return pointMetrics(simulate(task)).cyclesPerPacket;
    };
    const change = stack.changes.find(({ metric }) => metric === 'cyclesPerPacket');
    expect(change?.atHigh).toBeCloseTo(cycles(stack.high) / cycles(null) - 1, 12);
    expect(change?.atLow).toBeCloseTo(cycles(stack.low) / cycles(null) - 1, 12);
    expect(progresses[0]).toMatchObject({ done: 0 });
    expect(progresses.at(-1)?.done).toBe(progresses.at(-1)?.total);
  });

  it('tells which costs a technique uses at all, and leaves out those set by hand', async () => {
    const { found } = await screened();
    const names = (id: string) => found.get(id)?.costs.map(({ name }) => name) ?? [];
    expect(names('vhost-net')).toContain('vhost.receivePacket');
    expect(names('sriov')).not.toContain('vhost.receivePacket');
    for (const id of ['sriov', 'vhost-net']) {
      expect(names(id)).not.toContain('guest.poll');
      expect(names(id).some((name) => name.startsWith('xen.'))).toBe(false);
      expect(found.get(id)?.unused).toBeGreaterThan(20);
    }
  });

  it('is the same whatever the number of workers', async () => {
    expect((await screened({ ...executor, workers: 7 })).found).toEqual((await screened()).found);
  });

  it('finds nothing for a point whose simulation fails, or that a cancellation left unfinished', async () => {
    const failing = await screened({
      ...executor,
      run: (task) =>
        task.technique.name === 'sriov' && task.scenario.costs['vm.exit']
          ? Promise.reject(new Error('dead'))
          : executor.run(task, new AbortController().signal),
    });
    expect([...failing.found.keys()]).not.toContain('sriov');
    expect([...failing.found.keys()]).toContain('vhost-net');
    const controller = new AbortController();
    let simulations = 0;
    const cancelled = await screened(
      {
        ...executor,
        run: (task) => {
          simulations++;
          if (simulations === 20) controller.abort();
          return executor.run(task, controller.signal);
        },
      },
      controller.signal,
    );
    expect(cancelled.found.size).toBe(0);
  });
});

describe('its words', () => {
  const cost = {
    name: 'a',
    unit: 'cycles',
    provenance: 'assumed' as const,
    value: 1,
    low: 0,
    high: 2,
    changes: [
      { metric: 'deliveredPps' as const, atLow: 0.001, atHigh: -0.123 },
      { metric: 'latencyMeanNs' as const, atLow: null, atHigh: 2.5 },
    ],
    largest: 2.5,
  };

  it('give both changes, nothing for what is within chance, and count what is assumed', () => {
    expect(changeText(cost, 'deliveredPps')).toBe('0 to -12 %');
    expect(changeText(cost, 'latencyMeanNs')).toBe('– to +250 %');
    expect(sensitivitySentence({ technique: 'sriov' }, { costs: [cost, { ...cost, largest: 0.001 }], unused: 3 })).toBe(
      'sriov uses 2 uncertain costs: 2 assumed, 0 unverified. Of the 1 that matter most, 1 is assumed or unverified.',
    );
  });
});

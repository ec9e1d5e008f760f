import { describe, expect, it } from 'vitest';
import { scenarioSchema, type Scenario } from '../../../shared/scenario/schema.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import { runScenario } from '../run.ts';
import type { Executor } from './executor.ts';
import { lookUpFirst, type SimulationStore } from './looking-up.ts';

const { signal } = new AbortController();

function scenarioWith(method: object, sweep: object = {}): Scenario {
  return scenarioSchema.parse({
    vms: [{ name: 'vm', count: 2 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
    techniques: [{ name: 'sriov' }, { name: 'vhost-net' }, { name: 'direct' }],
    method: {
      kind: 'sweep',
      sweep: [{ path: 'flows.0.traffic.load', values: [20, 90], ...sweep }],
      durationMs: 1,
      replications: 2,
      ...method,
    },
  });
}

/** Keeps text, as a file does. */
function textStore(): SimulationStore & { readonly size: number; drop(share: number): void } {
  const texts = new Map<string, string>();
  return {
    find: (key) => (texts.has(key) ? (JSON.parse(texts.get(key) ?? '') as RunRecord) : null),
    keep: (key, record) => void texts.set(key, JSON.stringify(record)),
    get size() {
      return texts.size;
    },
    drop(share) {
      for (const [index, key] of [...texts.keys()].entries()) if (index % 10 < 10 * share) texts.delete(key);
    },
  };
}

function counting(workers = 1): { readonly executor: Executor; count: number } {
  const counter = {
    count: 0,
    executor: {
      workers,
      run: (task: Parameters<typeof simulate>[0]) => {
        counter.count++;
        return Promise.resolve(simulate(task));
      },
      close: () => Promise.resolve(),
    },
  };
  return counter;
}

async function run(scenario: Scenario, executor: Executor) {
  return runScenario(scenario, { executor, signal, onProgress: () => undefined, clock: () => performance.now() });
}

describe('an executor that looks first', () => {
  it('simulates nothing twice, and gives the same result bit for bit', async () => {
    const scenario = scenarioWith({ costDraws: 3 });
    const fresh = await run(scenario, counting().executor);
    const store = textStore();
    const first = counting(2);
    expect(await run(scenario, lookUpFirst(first.executor, store))).toStrictEqual(fresh);
    expect(store.size).toBe(first.count);
    const second = counting(3);
    const looking = lookUpFirst(second.executor, store);
    expect(await run(scenario, looking)).toStrictEqual(fresh);
    expect([second.count, looking.found]).toEqual([0, first.count]);
  });

  it('simulates only the replications that are added, and only the new points of a wider sweep', async () => {
    const store = textStore();
    const points = 3 * 2;
    await run(scenarioWith({ confirmBottleneck: false }), lookUpFirst(counting().executor, store));
    const more = counting();
    const added = await run(scenarioWith({ confirmBottleneck: false, replications: 5 }), lookUpFirst(more.executor, store));
    expect(more.count).toBe(points * 3);
    expect(added).toStrictEqual(await run(scenarioWith({ confirmBottleneck: false, replications: 5 }), counting().executor));
    const wider = counting();
    await run(scenarioWith({ confirmBottleneck: false }, { values: [20, 55, 90] }), lookUpFirst(wider.executor, store));
    expect(wider.count).toBe(3 * 2);
  });

  it.each(['planned', 'longest-first', 'shuffled'] as const)(
    'gives the same points in the order %s, with any share found',
    async (order) => {
      const { points } = await run(scenarioWith({ order: 'planned' }), counting().executor);
      const store = textStore();
      for (const share of [0, 0.3, 0.7]) {
        const result = await run(scenarioWith({ order }), lookUpFirst(counting(4).executor, store));
        expect(result.points).toStrictEqual(points);
        store.drop(share);
      }
    },
  );

  it('does not keep what failed', async () => {
    const store = textStore();
    const failing: Executor = { workers: 1, run: () => Promise.reject(new Error('no memory')), close: () => Promise.resolve() };
    const { points } = await run(scenarioWith({}), lookUpFirst(failing, store));
    expect(store.size).toBe(0);
    expect(points.map(({ remarks }) => remarks)).toEqual(points.map(() => ['A simulation failed: no memory.']));
    const mended = counting();
    await run(scenarioWith({}), lookUpFirst(mended.executor, store));
    expect(mended.count).toBe(store.size);
  });

  it('gives nothing to a run that was cancelled', async () => {
    const store = textStore();
    const scenario = scenarioWith({});
    const task = { scenario, technique: { name: 'sriov', options: {} }, replication: 0 } as const;
    const looking = lookUpFirst(counting().executor, store);
    await looking.run(task, signal);
    await expect(looking.run(task, AbortSignal.abort())).rejects.toThrow();
    expect(looking.found).toBe(1);
  });
});

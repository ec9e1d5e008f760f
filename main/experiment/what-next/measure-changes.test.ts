import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WhatNext } from '../../../shared/result/schema.ts';
import { gainOf, helps } from '../../../shared/result/what-next-words.ts';
import { scenarioSchema, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import { anyTask } from '../../engine/scenario.fixture.ts';
import { simulate } from '../../engine/simulate.ts';
import type { Executor } from '../executor/executor.ts';
import { planRun } from '../plan.ts';
import { pointMetrics } from '../point-metrics.ts';
import { applyChange } from './apply-change.ts';
import { candidateChanges } from './candidate-changes.ts';
import { measureChanges } from './measure-changes.ts';

const inline: Executor = { workers: 2, run: (task) => Promise.resolve(simulate(task)), close: () => Promise.resolve() };

function scenarioOf(changes: Partial<ScenarioInput>) {
  return scenarioSchema.parse({
    vms: [{ name: 'vm', count: 4 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 80 } }],
    techniques: [{ name: 'sriov' }],
    ...changes,
    method: { durationMs: 5, replications: 3, ...changes.method },
  });
}

async function measured(scenario: ReturnType<typeof scenarioOf>, executor = inline, signal = new AbortController().signal) {
  const progresses: { done: number; total: number }[] = [];
  const onProgress = (progress: { done: number; total: number }) => progresses.push(progress);
  const found = await measureChanges(planRun(scenario), { executor, signal, clock: () => 0, onProgress });
  return { found, progresses };
}

function changeOf(found: WhatNext | undefined, words: string): WhatNext['changes'][number] {
  return found?.changes.find(({ title }) => title.includes(words)) ?? expect.fail(`no change "${words}"`);
}

describe('what would help', () => {
  it('is a second core for the switch where that is what limits, with the gain of a run of that scenario', async () => {
    const traffic = { kind: 'poisson', load: 40, size: { kind: 'fixed', frameBytes: 64 } } as const;
    const scenario = scenarioOf({
      vms: [{ name: 'vm', count: 8 }],
      techniques: [{ name: 'vhost-user' }],
      flows: [{ name: 'load', vms: 'vm', traffic }],
      method: { durationMs: 2 },
    });
    const { found, progresses } = await measured(scenario);
    const whatNext = found.get('vhost-user');
    expect(whatNext).toMatchObject({ measure: 'deliveredBps', replications: 3 });
    const second = changeOf(whatNext, 'one more core for the switch (2)');
    expect(second.settings).toEqual([{ path: 'techniques.0.options.workerCores', value: 2 }]);
    expect(helps(second, 'deliveredBps')).toBe(true);

    const technique = { name: 'vhost-user', options: { workerCores: 2 } } as const;
    const gains = [0, 1, 2].map((replication) => {
      const [before] = scenario.techniques;
      const rate = (choice: typeof before) => choice && pointMetrics(simulate({ scenario, technique: choice, replication })).deliveredBps;
      return 100 * ((rate(technique) ?? 0) / (rate(before) ?? 1) - 1);
    });
    expect(gainOf(second, 'deliveredBps').percent).toBeCloseTo(gains.reduce((sum, gain) => sum + gain, 0) / 3, 9);
    expect(gainOf(second, 'deliveredBps').ci95).toBeGreaterThan(0);
    expect(progresses[0]).toMatchObject({ done: 0 });
    expect(progresses.at(-1)?.done).toBe(progresses.at(-1)?.total);
  });

  it('ranks by latency where the load is delivered, and leaves out what changes nothing', async () => {
    const { found } = await measured(scenarioOf({ flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }] }));
    const whatNext = found.get('sriov');
    expect(whatNext?.measure).toBe('latencyMeanNs');
    const gains = whatNext?.changes.map((change) => gainOf(change, 'latencyMeanNs').percent) ?? [];
    expect(gains).toEqual(gains.toSorted((one, other) => other - one));
    expect(changeOf(whatNext, 'no interrupt moderation').effects.find(({ metric }) => metric === 'latencyMeanNs')?.percent).toBeLessThan(
      -10,
    );
    expect(whatNext?.changes.some(({ title }) => title.includes('rings of twice'))).toBe(false);
  });

  it('offers the same load to more ports', async () => {
    const scenario = scenarioOf({});
    const [point] = planRun(scenario);
    if (!point) throw new Error('There is one point.');
    const ports = candidateChanges(scenario, point.choice).find(({ title }) => title.startsWith('twice the ports'));
    const changed = ports && applyChange(scenario, point.choice, ports);
    if (!changed?.ok) throw new Error('Ports can be doubled.');
    const offered = (record: ReturnType<typeof simulate>) => record.vms.map(({ offeredFrames }) => offeredFrames);
    const base = simulate({
      scenario: { ...scenario, method: { ...scenario.method, warmup: 0 } },
      technique: point.choice,
      replication: 0,
    });
    const twice = { ...changed.scenario, method: { ...changed.scenario.method, warmup: 0 as const } };
    expect(offered(simulate({ scenario: twice, technique: changed.choice, replication: 0 }))).toEqual(offered(base));
  });

  it('says what the hardware does not allow', async () => {
    const { found } = await measured(
      scenarioOf({ nic: { profile: '82576', ports: 16 }, flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 1 } }] }),
    );
    expect(found.get('sriov')?.impossible.map(({ title }) => title)).toContain('twice the ports (32) for the same load');
  });

  it('is not said of a point whose simulation fails, or that a cancellation left unfinished', async () => {
    const failing: Executor = {
      ...inline,
      run: (task) =>
        task.scenario.nic.moderation.kind === 'off' ? Promise.reject(new Error('dead')) : inline.run(task, new AbortController().signal),
    };
    expect((await measured(scenarioOf({}), failing)).found.size).toBe(0);
    const controller = new AbortController();
    const stopping: Executor = { ...inline, run: (task) => (controller.abort(), inline.run(task, controller.signal)) };
    expect((await measured(scenarioOf({}), stopping, controller.signal)).found.size).toBe(0);
  });
});

describe('changes that are proposed', () => {
  it('can be run or say why not, and change the scenario, whatever it is', () => {
    fc.assert(
      fc.property(anyTask(), ({ scenario, technique }) => {
        for (const change of candidateChanges(scenario, technique)) {
          const changed = applyChange(scenario, technique, change);
          if (!changed.ok) expect(changed.reason).toMatch(/\S{3,} .*\S/);
          else expect(simulate({ scenario: changed.scenario, technique: changed.choice, replication: 0 }).refusal).toBeNull();
          for (const { path } of change.settings) expect(path).not.toContain('.-1.');
        }
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});

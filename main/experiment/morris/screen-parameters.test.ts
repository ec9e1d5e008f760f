import { describe, expect, it } from 'vitest';
import { effectSizeText, importantFactors, interacts, parameterSentence } from '../../../shared/result/parameter-words.ts';
import type { ParameterScreening } from '../../../shared/result/schema.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { simulate } from '../../engine/simulate.ts';
import type { Executor } from '../executor/executor.ts';
import { planRun } from '../plan.ts';
import { applyChange } from '../what-next/apply-change.ts';
import { factorsOf } from './factors.ts';
import { screenParameters, TRAJECTORIES } from './screen-parameters.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
  techniques: [{ name: 'vhost-net' }, { name: 'sriov', options: { iommuMode: 'persistent' } }],
  method: { durationMs: 1, replications: 1 },
});
const inline: Executor = { workers: 2, run: (task) => Promise.resolve(simulate(task)), close: () => Promise.resolve() };

async function screened(executor = inline, signal = new AbortController().signal) {
  const progresses: { done: number; total: number }[] = [];
  const onProgress = (progress: { done: number; total: number }) => progresses.push(progress);
  const found = await screenParameters(planRun(scenario).slice(0, 1), { executor, signal, clock: () => 0, onProgress });
  return { found: found.get('vhost-net'), progresses };
}

describe('factors', () => {
  it('are settings around their values within the schema, and uncertain costs, all of which can be run at both ends', () => {
    const [point] = planRun(scenario);
    if (!point) throw new Error('There are two points.');
    const factors = factorsOf(scenario, point.choice);
    const of = (path: string) => factors.find((factor) => factor.path === path)?.levels;
    expect(of('flows.0.traffic.load')).toEqual([10, 20, 30, 40]);
    expect(of('host.networkCores')).toEqual([2, 4, 6, 8]);
    expect(of('vms.0.vcpus')).toEqual([1, 1, 2, 2]);
    expect(of('nic.moderation.kind')).toEqual(['off', 'off', 'adaptive', 'fixed']);
    expect(of('costs.vhost.receivePacket')?.length).toBe(4);
    expect(factors.map(({ path }) => path).filter((path) => /^(method|vms\.0\.placement|techniques)/.test(path))).toEqual([]);
    for (const { path, levels } of factors) {
      for (const value of [levels[0], levels[3]])
        expect(applyChange(scenario, point.choice, { title: '', settings: [{ path, value: value ?? 0 }] }).ok).toBe(true);
    }
  });
});

describe('the screening of settings and costs', () => {
  it('finds what a point depends on, alike with any number of workers', async () => {
    const { found, progresses } = await screened();
    const paths = importantFactors(found ?? expect.fail('screened')).map(({ path }) => path);
    expect(paths.slice(0, 8)).toContain('flows.0.traffic.load');
    expect(paths.slice(0, 8)).toContain('host.frequencyGhz');
    const load = found?.factors.find(({ path }) => path === 'flows.0.traffic.load');
    const delivered = load?.effects.find(({ metric }) => metric === 'deliveredPps');
    // From 10 to 40 % at a point of 20 %, all of it delivered unless other settings are in the way.
    expect(delivered?.count).toBe(TRAJECTORIES);
    expect(delivered?.mean).toBeGreaterThan(0.5);
    expect(found?.factors.some(({ path }) => path.startsWith('costs.xen.'))).toBe(false);
    expect(found?.unused).toBeGreaterThan(20);
    expect(progresses[0]?.done).toBe(0);
    expect(progresses.at(-1)?.done).toBe(progresses.at(-1)?.total);
    expect((await screened({ ...inline, workers: 5 })).found).toEqual(found);
  });

  it('keeps nothing of a point that a failure or a cancellation left unfinished', async () => {
    const failing: Executor = {
      ...inline,
      run: (task) =>
        task.scenario.host.scheduler.kind === 'round-robin'
          ? Promise.reject(new Error('dead'))
          : inline.run(task, new AbortController().signal),
    };
    expect((await screened(failing)).found).toBeUndefined();
    const controller = new AbortController();
    const stopping: Executor = { ...inline, run: (task) => (controller.abort(), inline.run(task, controller.signal)) };
    expect((await screened(stopping, controller.signal)).found).toBeUndefined();
  });
});

describe('its words', () => {
  const effect = (mean: number, meanSize: number, deviation: number) => ({
    metric: 'deliveredPps' as const,
    mean,
    meanSize,
    deviation,
    count: 4,
  });
  const factor = (path: string, one: ReturnType<typeof effect>) => ({
    path,
    kind: 'setting' as const,
    low: 1,
    high: 2,
    effects: [one],
    largest: one.meanSize,
  });
  const screening: ParameterScreening = {
    trajectories: 4,
    factors: [factor('a', effect(0.5, 0.5, 0.1)), factor('b', effect(-0.2, 0.3, 0.4)), factor('c', effect(0.001, 0.002, 0.01))],
    unused: 3,
  };

  it('tell direction and deviation, and what depends on others', () => {
    const [first, second, third] = screening.factors;
    if (!first || !second || !third) throw new Error('There are three.');
    expect(effectSizeText(first, 'deliveredPps')).toBe('+50 %, σ 10 %');
    expect(effectSizeText(second, 'deliveredPps')).toBe('±30 %, σ 40 %');
    expect([effectSizeText(third, 'deliveredPps'), effectSizeText(first, 'latencyMeanNs')]).toEqual(['–', '–']);
    expect(screening.factors.map(interacts)).toEqual([false, true, false]);
    expect(parameterSentence({ technique: 'sriov' }, screening)).toBe(
      'sriov depends most on a and b. The effect depends on the other settings, or is not linear, for b.',
    );
    expect(parameterSentence({ technique: 'sriov' }, { ...screening, factors: [first] })).toContain('None of the 1 that matter most');
  });
});

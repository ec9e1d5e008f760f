import { describe, expect, it } from 'vitest';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { hasClosedLoop } from '../../shared/scenario/traffic-loops.ts';
import { simulate } from '../engine/simulate.ts';
import { findBottleneck, PERTURBATION } from './bottleneck.ts';

/** Finds the bottleneck of one simulated point, with real perturbed runs. */
function bottleneckOf(changes: Partial<ScenarioInput>) {
  const scenario = scenarioSchema.parse({
    vms: [{ name: 'vm', count: 8 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 50 } }],
    techniques: [{ name: 'sriov' }],
    method: { durationMs: 10 },
    ...changes,
  });
  const technique = scenario.techniques[0] ?? expect.fail('no technique');
  const task = { scenario, technique, replication: 0 };
  return findBottleneck({
    base: simulate(task),
    closedLoop: hasClosedLoop(scenario),
    perturbed: async (lever) => simulate({ ...task, perturbation: { lever, factor: PERTURBATION } }),
  });
}

describe('the bottleneck', () => {
  it('is none while the offered load is delivered, and the busiest resource is named', async () => {
    const { resource, sentence, confirmed } = await bottleneckOf({});
    expect(resource).toBeNull();
    expect(confirmed).toBe(false);
    expect(sentence).toContain('the offered load is delivered');
    expect(sentence).toContain('the wire');
  });

  it('is the driver domain’s core when it saturates, confirmed by a gain of a tenth or, where loss costs work, more', async () => {
    const { resource, confirmed, knobs } = await bottleneckOf({
      techniques: [{ name: 'xen-split-driver' }],
      flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 95 } }],
      method: { durationMs: 30 },
    });
    expect(resource).toBe('driver domain cores');
    expect(confirmed).toBe(true);
    expect(knobs[0]?.gainPercent).toBeGreaterThan(7);
    expect(knobs[0]?.gainPercent).toBeLessThan(25);
    expect(knobs.map(({ gainPercent }) => gainPercent)).toEqual(knobs.map(({ gainPercent }) => gainPercent).toSorted((a, b) => b - a));
  });

  it('is looked for by throughput in a closed loop, where nothing is lost', async () => {
    const { resource, knobs } = await bottleneckOf({
      vms: [{ name: 'vm', count: 8, application: { kind: 'request-server', serviceUs: 20 } }],
      flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'request-response', outstanding: 16 } }],
    });
    expect(resource).toBe('guest cores');
    expect(knobs.every(({ measure }) => measure === 'throughput')).toBe(true);
  });

  it('is none when nothing is busy', async () => {
    const { resource, sentence, knobs } = await bottleneckOf({
      flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 1 } }],
    });
    expect({ resource, knobs }).toEqual({ resource: null, knobs: [] });
    expect(sentence).toBe('Nothing is busy: every resource is below 20 %.');
  });
});

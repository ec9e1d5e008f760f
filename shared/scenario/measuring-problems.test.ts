import { describe, expect, it } from 'vitest';
import { measuringProblems } from './measuring-problems.ts';
import { scenarioSchema, type ScenarioInput } from './schema.ts';

function problemsOf(method: ScenarioInput['method'], changed: Partial<ScenarioInput> = {}): string[] {
  const scenario = scenarioSchema.parse({
    vms: [{ name: 'vm', count: 2 }],
    flows: [{ name: 'trial', vms: 'vm', traffic: { kind: 'constant' } }],
    techniques: [{ name: 'sriov' }],
    method,
    ...changed,
  });
  return measuringProblems(scenario).map(({ path, severity }) => `${severity} ${path}`);
}

describe('benchmark methods', () => {
  it('have nothing to complain of with open-loop traffic and goals of their own', () => {
    expect(problemsOf({ kind: 'mlrsearch', mlrSearch: {}, trials: {} })).toEqual([]);
    expect(problemsOf({ kind: 'rfc2544-latency', throughput: {}, latency: {} })).toEqual([]);
    expect(problemsOf({ kind: 'fixed-load' })).toEqual([]);
  });

  it('cannot set the load of a closed loop', () => {
    const flows: ScenarioInput['flows'] = [{ name: 'bulk', vms: 'vm', traffic: { kind: 'tcp-stream' } }];
    expect(problemsOf({ kind: 'rfc2544-throughput' }, { flows })).toEqual(['error flows.0.traffic.kind']);
    expect(problemsOf({ kind: 'fixed-load' }, { flows })).toEqual([]);
  });

  it('find loads and frame sizes themselves: a sweep over either has no meaning', () => {
    const sweep = [
      { path: 'flows.0.traffic.load', values: [1] },
      { path: 'flows.0.traffic.size.frameBytes', values: [64] },
      { path: 'vms.0.count', values: [1] },
    ];
    expect(problemsOf({ kind: 'mlrsearch', sweep })).toEqual(['error method.sweep.0.path', 'error method.sweep.1.path']);
  });

  it('need a largest load where no wire limits it, and one above the smallest', () => {
    const flows: ScenarioInput['flows'] = [
      { name: 'inside', vms: 'vm', toVms: 'vm', direction: 'vm-to-vm', traffic: { kind: 'constant' } },
    ];
    expect(problemsOf({ kind: 'fairness' }, { flows })).toEqual(['error method.trials.maximumLoadPps']);
    expect(problemsOf({ kind: 'fairness', trials: { maximumLoadPps: 1e6 } }, { flows })).toEqual([]);
    expect(problemsOf({ kind: 'fairness', trials: { maximumLoadPps: 10 } })).toEqual(['error method.trials.maximumLoadPps']);
    expect(problemsOf({ kind: 'mlrsearch', trials: { frameSizes: [64, 64] } })).toEqual(['error method.trials.frameSizes']);
  });

  it('need victims beside the neighbour, and loads that ascend from none', () => {
    expect(problemsOf({ kind: 'noisy-neighbour', noisyNeighbour: { neighbour: 'none', levelsPercent: [50, 20] } })).toEqual([
      'error flows',
      'error method.noisyNeighbour.neighbour',
      'error method.noisyNeighbour.levelsPercent',
    ]);
    expect(problemsOf({ kind: 'vm-scaling', scaling: { vms: 'none', counts: [4, 2] } })).toEqual([
      'error method.scaling.vms',
      'error method.scaling.counts',
    ]);
  });

  it('warn of goals that they do not read', () => {
    expect(problemsOf({ kind: 'fixed-load', mlrSearch: {} })).toEqual(['warning method.mlrSearch']);
    expect(problemsOf({ kind: 'rfc2544-throughput', throughput: {}, fairness: {} })).toEqual(['warning method.fairness']);
  });
});

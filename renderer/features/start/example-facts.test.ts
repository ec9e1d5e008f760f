import { describe, expect, it } from 'vitest';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { exampleFacts } from './example-facts.ts';

describe('facts of an example', () => {
  it('counts techniques, VMs and points of a sweep', () => {
    const scenario = newScenario();
    const swept = {
      ...scenario,
      method: { ...scenario.method, kind: 'sweep' as const, sweep: [{ path: 'flows.0.traffic.load', values: [10, 50] }] },
    };
    expect(exampleFacts(swept)).toBe('8 techniques, 8 VMs, 16 points');
  });

  it('speaks of one in the singular', () => {
    const scenario = newScenario();
    expect(exampleFacts({ ...scenario, vms: [{ ...scenario.vms[0]!, count: 1 }], techniques: [scenario.techniques[0]!] })).toBe(
      '1 technique, 1 VM, 1 point',
    );
  });
});

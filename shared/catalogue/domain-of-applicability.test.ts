import { describe, expect, it } from 'vitest';
import { scenarioSchema, type ScenarioInput } from '../scenario/schema.ts';
import { speaking } from '../texts/words.ts';
import { domainOfApplicability, domainRemarks } from './domain-of-applicability.ts';
import type { TechniqueName } from './techniques.ts';

function remarksOf(changes: Partial<ScenarioInput>, technique: TechniqueName = 'sriov', costModelYear = 2017): string[] {
  const scenario = scenarioSchema.parse({
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
    techniques: [{ name: technique }],
    ...changes,
  });
  return domainRemarks({ scenario, technique, costModelYear, hostCores: 36, lineRateGbps: 10 });
}

describe('remarks on the domain of applicability', () => {
  it('are none for an ordinary scenario', () => {
    expect(remarksOf({})).toEqual([]);
  });

  it('name a technique that is younger than the cost model', () => {
    expect(remarksOf({ costModel: 'kvm-2010' }, 'vhost-user', 2010)).toEqual([
      'vhost-user came in 2014: its costs in kvm-2010 are assumptions.',
    ]);
  });

  it('count costs set by hand', () => {
    expect(remarksOf({ costs: { 'vm.exit': 100 } })).toEqual(['1 cost parameter is set by hand.']);
    const sources = { 'costs.vm.exit': { provenance: 'measured', source: 'Measured on a host.' } } as const;
    expect(remarksOf({ costs: { 'vm.exit': 100, 'host.bridge': 1 }, sources })).toEqual([
      '1 cost parameter is of the scenario, with a source of its own.',
      '1 cost parameter is set by hand.',
    ]);
  });

  it('name jumbo frames of every kind of traffic', () => {
    const jumbo = 'Frames above 1,518 bytes: their costs for each byte are extrapolated.';
    const flow = (traffic: ScenarioInput['flows'][number]['traffic']) => remarksOf({ flows: [{ name: 'load', vms: 'vm', traffic }] });
    expect(flow({ kind: 'constant', size: { kind: 'fixed', frameBytes: 9018 } })).toEqual([jumbo]);
    expect(flow({ kind: 'on-off', size: { kind: 'empirical', sizes: [{ frameBytes: 4000, weight: 1 }] } })).toEqual([jumbo]);
    expect(flow({ kind: 'tcp-stream', mtuBytes: 9000 })).toContain(jumbo);
    expect(flow({ kind: 'request-response' })).toEqual([]);
    expect(flow({ kind: 'poisson', size: { kind: 'imix' } })).toEqual([]);
  });

  it('name what the scenario needs and the model lacks', () => {
    expect(remarksOf({ vms: [{ name: 'vm', count: 40 }] })).toEqual([
      expect.stringMatching(/^40 vCPUs share 32 cores: .* not modelled\.$/),
    ]);
    expect(remarksOf({ vms: [{ name: 'vm', vcpus: 2 }] }, 'emulated')).toEqual([
      expect.stringContaining('global lock of the device model'),
    ]);
    expect(remarksOf({ flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'tcp-stream' } }] })).toEqual([
      expect.stringContaining('TCP notices a loss after a fixed time'),
    ]);
    const offering = (load: number) =>
      remarksOf({ flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load, loadUnit: 'megabits-per-second' } }] });
    expect(offering(39_000)).toEqual([]);
    expect(offering(45_000)).toEqual([expect.stringMatching(/^The flows offer 45 Gbit\/s: memory bandwidth/)]);
  });

  it('say when the host is not that of its profile', () => {
    expect(remarksOf({ host: { frequencyGhz: 5 } })).toHaveLength(1);
  });
});

it('the domain and what leaves it are said in the language of who reads them', () => {
  const said = speaking('en-XA', () => [
    ...domainOfApplicability(),
    ...remarksOf({ vms: [{ name: 'vm', count: 40, vcpus: 2 }], host: { frequencyGhz: 5 }, costs: { 'vm.exit': 100 } }, 'emulated'),
    ...remarksOf({ costModel: 'kvm-2010' }, 'vhost-user', 2010),
    ...remarksOf({ flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'tcp-stream', mtuBytes: 9000 } }] }),
  ]);
  expect(said).toHaveLength(4 + 4 + 1 + 2);
  for (const sentence of said) expect(sentence).toMatch(/^⟦.*⟧$/u);
});

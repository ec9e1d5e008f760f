import { expect, it } from 'vitest';
import type { OwnProfile } from '../../../shared/catalogue/own-profile.ts';
import { scenarioSchema, type Scenario } from '../../../shared/scenario/schema.ts';
import { simulate } from '../simulate.ts';
import { uncertainCosts } from './uncertain-costs.ts';

const known = { provenance: 'data-sheet', source: 'data sheet' } as const;
const slowNic: OwnProfile = { kind: 'nic', id: 'slow', title: 'Slow', base: '82599', changes: { lineRateGbps: { value: 1, ...known } } };
const dearExit: OwnProfile = {
  kind: 'costs',
  id: 'dear',
  title: 'Dear',
  base: 'kvm-2017',
  changes: { 'host.bridge': { value: 5000, ...known, low: 4900, high: 5100 } },
};

function scenario(others: object = {}): Scenario {
  return scenarioSchema.parse({
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'constant', load: 5000, loadUnit: 'megabits-per-second' } }],
    techniques: [{ name: 'vhost-net' }],
    method: { durationMs: 20, warmup: 5 },
    profiles: [slowNic, dearExit],
    ...others,
  });
}

function task(of: Scenario) {
  const technique = of.techniques[0] ?? expect.fail('no technique');
  return { scenario: of, technique, replication: 0 };
}

function delivered(of: Scenario): number {
  return simulate(task(of)).flows.reduce((sum, flow) => sum + flow.deliveredFrames, 0);
}

it('simulates with the values of an own profile that the scenario names, and only then', () => {
  const usual = delivered(scenario());
  expect(delivered(scenario({ profiles: undefined }))).toBe(usual);
  expect(delivered(scenario({ nic: { profile: 'slow' } }))).toBeLessThan(usual / 2);
  expect(delivered(scenario({ costModel: 'dear' }))).toBeLessThan(usual);
});

it('draws costs of an own model from the range that it states', () => {
  const drawn = uncertainCosts(scenario({ costModel: 'dear' })).find(({ name }) => name === 'host.bridge');
  expect(drawn).toMatchObject({ value: 5000, low: 4900, high: 5100, provenance: 'data-sheet' });
});

import { describe, expect, it } from 'vitest';
import { ownProfileSchema, type OwnProfile } from '../catalogue/own-profile.ts';
import { foundCostModel, noRoomForCostModel, withCostModel, type FoundCost } from './found-costs.ts';
import { scenarioSchema, type ScenarioInput } from './schema.ts';

const scenarioOf = (changes: Partial<ScenarioInput> = {}) =>
  scenarioSchema.parse({
    name: 'Found',
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
    techniques: [{ name: 'sriov' }],
    ...changes,
  });
const found: readonly FoundCost[] = [
  { name: 'vm.exit', value: 1500, source: { provenance: 'derived', source: 'Fitted.', low: 1400, high: 1600 } },
];
const TITLE = 'calibrated on Lab 3, 2026-11-26';

describe('a cost model of found costs', () => {
  it('is a copy of the scenario’s with the costs, their sources and ranges', () => {
    const model = foundCostModel(scenarioOf(), TITLE, found);
    expect(ownProfileSchema.parse(model)).toEqual({
      kind: 'costs',
      id: 'calibrated-on-lab-3-2026-11-26',
      title: TITLE,
      base: 'kvm-2017',
      changes: { 'vm.exit': { value: 1500, provenance: 'derived', source: 'Fitted.', low: 1400, high: 1600 } },
    });
  });

  it('keeps what an earlier one found, and has an id of its own', () => {
    const first = foundCostModel(scenarioOf(), TITLE, [{ ...found[0]!, name: 'host.bridge', value: 900 }, found[0]!]);
    const calibrated = withCostModel(scenarioOf(), first, found);
    const second = foundCostModel(calibrated, TITLE, [{ ...found[0]!, value: 1450 }]);
    expect(second).toMatchObject({ id: `${first.id}-2`, base: 'kvm-2017' });
    expect(Object.entries(second.changes).map(([name, { value }]) => [name, value])).toEqual([
      ['host.bridge', 900],
      ['vm.exit', 1450],
    ]);
  });

  it.each(['…', 'x'.repeat(300), 'Ünï cödé'])('has an id that may be one, whatever the host is called: %s', (host) => {
    expect(ownProfileSchema.safeParse(foundCostModel(scenarioOf(), `calibrated on ${host}`, found)).success).toBe(true);
  });

  it('takes the place of costs that the scenario had of its own, and of no others', () => {
    const sources = { 'costs.vm.exit': { provenance: 'measured' as const, source: 'Measured.' } };
    const before = scenarioOf({ costs: { 'vm.exit': 1, 'host.bridge': 2 }, sources });
    const model = foundCostModel(before, TITLE, found);
    const after = withCostModel(before, model, found);
    expect(after).toMatchObject({ costModel: model.id, costs: { 'host.bridge': 2 }, profiles: [model] });
    expect(after.costs).not.toHaveProperty('vm.exit');
    expect(after.sources).toBeUndefined();
    expect(scenarioSchema.safeParse(after).success).toBe(true);
  });

  it('is refused where the scenario holds as many profiles as it can', () => {
    const profiles: OwnProfile[] = Array.from({ length: 64 }, (_, at) => ({
      kind: 'nic',
      id: `mine-${at}`,
      title: 'Mine',
      base: '82599',
      changes: {},
    }));
    expect(noRoomForCostModel(scenarioOf({ profiles }))).toContain('remove one of them');
    expect(noRoomForCostModel(scenarioOf())).toBe('');
  });
});

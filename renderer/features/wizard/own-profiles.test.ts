import { describe, expect, it } from 'vitest';
import { foundCostModel } from '../../../shared/scenario/found-costs.ts';
import { valueAt } from './draft-path.ts';
import {
  changesAt,
  draftProfiles,
  withChange,
  withCopy,
  withFoundCosts,
  withImported,
  withoutProfile,
  withProfileUsed,
} from './own-profiles.ts';

const nic = { kind: 'nic', base: '82599', title: 'Intel 82599' } as const;

describe('profiles of a person in a draft', () => {
  it('are copied under ids of their own', () => {
    const draft = withCopy(withCopy({}, nic), nic);
    expect(draftProfiles(draft).map(({ id }) => id)).toEqual(['my-82599', 'my-82599-2']);
    expect(draftProfiles(draft)[0]).toMatchObject({ kind: 'nic', base: '82599', title: 'Intel 82599, mine', changes: {} });
  });

  it('keep where a value comes from while it is changed, and lose it with the value', () => {
    const set = withChange(withCopy({}, nic), 0, 'lineRateGbps', { value: 5 });
    expect(changesAt(set, 0)['lineRateGbps']).toEqual({ value: 5, provenance: 'assumed', source: 'Set by hand' });
    const sourced = withChange(withChange(set, 0, 'lineRateGbps', { provenance: 'measured', source: 'here' }), 0, 'lineRateGbps', {
      value: 4,
    });
    expect(changesAt(sourced, 0)['lineRateGbps']).toEqual({ value: 4, provenance: 'measured', source: 'here' });
    expect(changesAt(withChange(sourced, 0, 'lineRateGbps', undefined), 0)).toEqual({});
  });

  it('stay on show while a change is half typed', () => {
    const half = withChange(withChange(withCopy({}, nic), 0, 'queuePairs', { value: 'x' }), 0, 'vmdqPools', { value: 8 });
    expect(Object.keys(draftProfiles(half)[0]?.changes ?? {})).toEqual(['vmdqPools']);
    expect(Object.keys(changesAt(half, 0))).toEqual(['queuePairs', 'vmdqPools']);
  });

  it('are named by the scenario that uses them, and give way to their base when they are removed', () => {
    const draft = withCopy({}, nic);
    const used = withProfileUsed(draft, draftProfiles(draft)[0] ?? expect.fail('no profile'));
    expect(valueAt(used, 'nic.profile')).toBe('my-82599');
    expect(withoutProfile(used, 0)).toEqual({ nic: { profile: '82599' } });
  });

  it('hold costs that were found, which take the place of those set by hand', () => {
    const source = { provenance: 'measured', source: 'Measured on a host.', low: 1, high: 3 } as const;
    const found = [{ name: 'vm.exit', value: 2, source }];
    const draft = { costs: { 'vm.exit': 9, 'host.bridge': 700 }, costModel: 'kvm-2017' };
    const model = foundCostModel({ costModel: 'kvm-2017' }, 'measured on lab-3, 2026-11-26', found);
    const used = withFoundCosts(draft, model, found);
    expect(valueAt(used, 'costs')).toEqual({ 'host.bridge': 700 });
    expect(valueAt(used, 'costModel')).toBe('measured-on-lab-3-2026-11-26');
    expect(draftProfiles(used)).toEqual([model]);
  });

  it('are taken from a file behind those that are there', () => {
    const [profile] = draftProfiles(withCopy({}, nic));
    const draft = withImported(withCopy({}, nic), profile ? [profile] : []);
    expect(draftProfiles(draft).map(({ id }) => id)).toEqual(['my-82599', 'my-82599-2']);
  });
});

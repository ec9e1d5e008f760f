import { describe, expect, it } from 'vitest';
import type { OwnProfile } from '../catalogue/own-profile.ts';
import { checkScenario } from './check.ts';
import { testCatalogue } from './check.fixture.ts';
import { withOwnProfiles } from './own-profiles.ts';
import { checkProfileFile, profileFileText } from './profile-file.ts';

const known = { provenance: 'measured', source: 'this host, today' } as const;

function own(kind: OwnProfile['kind'], base: string, changes: OwnProfile['changes'] = {}): OwnProfile {
  return { kind, id: `my-${kind}`, title: 'Mine', base, changes };
}

function problemsOf(profiles: readonly unknown[], others: object = {}): string[] {
  const scenario = {
    techniques: [{ name: 'virtio' }],
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson' } }],
    profiles,
    ...others,
  };
  return checkScenario(scenario, testCatalogue).problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('profiles of a person', () => {
  it('are copies of the catalogue’s with values and sources of their own', () => {
    const profiles = [
      own('nic', '82599', { lineRateGbps: { value: 5, ...known } }),
      own('host', 'opteron-250', { cores: { value: 4, ...known } }),
      own('costs', 'kvm-2017', { 'vm.exit': { value: 3000, ...known }, 'host.bridge': { value: 900, ...known, low: 800, high: 1000 } }),
    ];
    const { nicProfiles, hostProfiles, costModels } = withOwnProfiles(testCatalogue, profiles);
    expect(nicProfiles.at(-1)).toMatchObject({
      id: 'my-nic',
      lineRateGbps: { value: 5, unit: 'Gbit/s', ...known },
      queuePairs: testCatalogue.nicProfiles[0]?.queuePairs,
    });
    expect(hostProfiles.at(-1)).toMatchObject({ id: 'my-host', cores: 4, frequencyGhz: 2.4 });
    expect(hostProfiles.at(-1)?.source).toContain('cores: this host, today (measured)');
    const [exit, bridge, user] = costModels.at(-1)?.parameters ?? [];
    expect(exit).toMatchObject({ value: 3000, ...known, low: 1, high: 3000 });
    expect(bridge).toMatchObject({ value: 900, low: 800, high: 1000 });
    expect(user).toEqual(testCatalogue.costModels[0]?.parameters[2]);
  });

  it('can be named by the scenario that holds them', () => {
    const profiles = [own('nic', '82599'), own('host', 'opteron-250', { cores: { value: 8, ...known } }), own('costs', 'xen-2006')];
    expect(problemsOf(profiles, { nic: { profile: 'my-nic' }, host: { profile: 'my-host' }, costModel: 'my-costs' })).toEqual([]);
    expect(problemsOf([], { nic: { profile: 'my-nic' } })).toEqual([expect.stringContaining('There is no NIC profile "my-nic"')]);
  });

  it.each([
    [own('nic', '8259'), 'profiles.0.base: There is no NIC profile "8259" to copy. Did you mean `82599`?'],
    [{ ...own('nic', '82599'), id: '82598' }, 'profiles.0.id: There is another NIC profile "82598". Give yours an id of its own.'],
    [own('nic', '82599', { lineRate: { value: 1, ...known } }), 'profiles.0.changes.lineRate: A NIC profile has no "lineRate".'],
    [own('host', 'opteron-250', { cores: { value: 2.5, ...known } }), 'cores is 2.5: give a whole number from 1 to 512.'],
    [own('nic', '82599', { lineRateGbps: { value: 900, ...known } }), 'lineRateGbps is 900: give a number from 0.01 to 800 Gbit/s.'],
    [own('costs', 'kvm-2017', { 'vm.exit': { value: 5, ...known, low: 6, high: 7 } }), 'vm.exit is 5, outside its range from 6 to 7'],
  ])('are refused with place and remedy: %j', (profile, message) => {
    expect(problemsOf([profile])).toEqual([expect.stringContaining(message)]);
  });

  it('must say where each change comes from', () => {
    const [problem] = problemsOf([{ ...own('nic', '82599'), changes: { lineRateGbps: { value: 5 } } }]);
    expect(problem).toContain('profiles.0.changes.lineRateGbps.provenance: `provenance` is missing');
  });

  it('have files of their own, which are checked alike', () => {
    const profiles = [own('nic', '82599', { lineRateGbps: { value: 5, ...known } })];
    expect(checkProfileFile(JSON.parse(profileFileText(profiles)), testCatalogue)).toEqual({ problems: [], profiles });
    const bad = checkProfileFile({ format: 'iovlab-profiles', version: 1, profiles: [{ ...profiles[0], base: 'none' }] }, testCatalogue);
    expect([bad.profiles, bad.problems[0]?.path]).toEqual([null, 'profiles.0.base']);
    expect(checkProfileFile({ format: 'iovlab-scenario' }, testCatalogue).problems.length).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { costModelSchema, hostProfileSchema, nicProfileSchema } from '../../../shared/catalogue/profiles.ts';
import { buildCostModel } from './cost-model.ts';
import { findHostProfile, hostProfiles } from './host-profiles.ts';
import { costModels, findCostModel, resolveCosts } from './models.ts';
import { findNicProfile, nicProfiles } from './nic-profiles.ts';
import { parameterDefinitions } from './parameters.ts';

const names = parameterDefinitions.map(([name]) => name);

describe.each(costModels)('cost model $id', (model) => {
  it('names every parameter exactly once, with the unit of its definition', () => {
    expect(costModelSchema.parse(model)).toEqual(model);
    expect(model.parameters.map(({ name }) => name)).toEqual(names);
    expect(model.parameters.map(({ unit }) => unit)).toEqual(parameterDefinitions.map(([, unit]) => unit));
  });

  it('gives every value a range around it, a source and a machine', () => {
    for (const { name, value, low, high, source, hardware, meaning } of model.parameters) {
      expect(low, name).toBeLessThanOrEqual(value);
      expect(value, name).toBeLessThanOrEqual(high);
      expect(low, name).toBeGreaterThanOrEqual(0);
      expect(source.trim().length, name).toBeGreaterThan(5);
      expect(hardware, name).not.toBe('');
      expect(meaning, name).not.toBe('');
    }
  });
});

describe('the catalogue of profiles', () => {
  it('has unique ids that are found again', () => {
    for (const profiles of [costModels, hostProfiles, nicProfiles]) {
      expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    }
    expect(findCostModel('kvm-2017')?.year).toBe(2017);
    expect(findHostProfile('xeon-x5570')?.frequencyGhz).toBe(2.93);
    expect(findNicProfile('82599')?.virtualFunctions.value).toBe(63);
    expect([findCostModel(''), findHostProfile('x'), findNicProfile('x')]).toEqual([undefined, undefined, undefined]);
  });

  it('ties every host to a cost model that exists, and fits the shapes of the contract', () => {
    for (const host of hostProfiles) expect(findCostModel(hostProfileSchema.parse(host).costModel), host.id).toBeDefined();
    for (const nic of nicProfiles) expect(nicProfileSchema.parse(nic)).toEqual(nic);
  });

  it('posts interrupts from 2017 on only', () => {
    const posting = costModels.filter((model) => resolveCosts(model, {})['vm.postingAvailable'] === 1);
    expect(posting.map(({ id }) => id)).toEqual(['kvm-2017', 'kvm-2020']);
  });

  it('marks a value carried from another era as assumed', () => {
    const kept = findCostModel('kvm-2020')?.parameters.find(({ name }) => name === 'host.bridge');
    expect(kept?.provenance).toBe('assumed');
    expect(kept?.source).toContain('Kept from kvm-2017');
  });
});

describe('resolveCosts', () => {
  const model = costModels[0] ?? expect.fail('no models');

  it('puts values set by hand in place of the model’s', () => {
    expect(resolveCosts(model, { 'vm.exit': 1 })['vm.exit']).toBe(1);
    expect(resolveCosts(model, {})['vm.exit']).toBe(2500);
  });

  it('refuses a name that is not a parameter', () => {
    expect(() => resolveCosts(model, { 'vm.exits': 1 })).toThrow('vm.exits');
  });
});

describe('buildCostModel', () => {
  it('refuses a table with gaps or with a parameter twice', () => {
    const head = { id: 'x', title: 'x', machine: 'x', frequencyGhz: 1, year: 2000 };
    expect(() => buildCostModel(head, [])).toThrow('no value for vm.exit');
    expect(() =>
      buildCostModel(head, [
        ['vm.exit', 1, 1, 1, 'assumed', 'x'],
        ['vm.exit', 2, 2, 2, 'assumed', 'x'],
      ]),
    ).toThrow('twice');
  });
});

import { describe, expect, it } from 'vitest';
import { costModels, findCostModel, resolveCosts } from './models.ts';
import { hostProfiles } from './host-profiles.ts';
import { nicProfiles } from './nic-profiles.ts';
import { parameterDefinitions } from './parameters.ts';

describe('cost models', () => {
  for (const model of costModels) {
    it(`${model.id} gives every parameter once, with source, unit and a range around the value`, () => {
      expect(model.parameters.map(({ name }) => name)).toEqual(parameterDefinitions.map(([name]) => name));
      for (const [index, parameter] of model.parameters.entries()) {
        expect(parameter.unit).toBe(parameterDefinitions[index]?.[1]);
        expect(parameter.source.length, parameter.name).toBeGreaterThan(3);
        expect(parameter.low, parameter.name).toBeLessThanOrEqual(parameter.value);
        expect(parameter.high, parameter.name).toBeGreaterThanOrEqual(parameter.value);
      }
    });
  }

  it('meets the totals of the split driver published for 2006 within 10 %', () => {
    const model = findCostModel('xen-2006');
    if (!model) throw new Error('xen-2006 is missing.');
    const costs = resolveCosts(model, {});
    const ghz = model.frequencyGhz;
    const cold = (costs['copy.coldEvent'] + 1500 * costs['copy.coldByte']) * ghz;
    const warm = (costs['copy.warmEvent'] + 1500 * costs['copy.warmByte']) * ghz;
    const within = (sum: number, published: number) => expect(Math.abs(sum / published - 1)).toBeLessThan(0.1);
    within(costs['host.driverReceive'] + costs['host.bridge'] + costs['xen.netbackReceive'], 9300);
    within(costs['host.driverTransmit'] + costs['host.bridge'] + costs['xen.netbackTransmit'], 6300);
    within(costs['guest.paravirtualReceive'] + costs['guest.stackReceive'] + costs['guest.socketReceive'] + cold, 8000);
    within(costs['guest.paravirtualTransmit'] + costs['guest.stackTransmit'] + costs['guest.socketTransmit'] + warm, 7100);
    // The hypervisor's share holds interrupts, event channels and switches of a batch of about eight frames besides.
    const batch = (costs['xen.hypercall'] + costs['xen.eventChannel'] + costs['xen.interrupt']) / 8;
    within(costs['xen.grantReceive'] + cold + batch, 6400);
  });

  it('replaces values by name and leaves the others', () => {
    const model = findCostModel('kvm-2017');
    if (!model) throw new Error('kvm-2017 is missing.');
    const costs = resolveCosts(model, { 'vm.exit': 99 });
    expect([costs['vm.exit'], costs['vm.exitUser']]).toEqual([99, 5800]);
  });
});

describe('profiles', () => {
  it('have ids of their own', () => {
    for (const profiles of [costModels, hostProfiles, nicProfiles]) {
      expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    }
  });

  it('name hosts whose cost model exists', () => {
    for (const host of hostProfiles) expect(findCostModel(host.costModel), host.id).toBeDefined();
  });
});

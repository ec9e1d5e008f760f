import { describe, expect, it } from 'vitest';
import { InputError } from './input-error.ts';
import { applySettingOptions, readAssignment } from './setting-option.ts';

const document = {
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 10 } }],
  techniques: [{ name: 'sriov' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [1, 2] }] },
};

function messageOf(assignment: string): string {
  try {
    applySettingOptions(document, [assignment]);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('A problem was expected.');
}

describe('--set', () => {
  it.each([
    ['vms.0.count=4', 'vms.0.count', 4],
    ['host.iommu.interruptPosting=false', 'host.iommu.interruptPosting', false],
    ['nic.profile=x710', 'nic.profile', 'x710'],
    ['name="12"', 'name', '12'],
    ['name=a=b', 'name', 'a=b'],
    ['method.sweep.0.values=[1, 2]', 'method.sweep.0.values', [1, 2]],
  ])('reads %s', (assignment, path, value) => {
    expect(readAssignment(assignment)).toEqual({ path, value });
  });

  it('changes what is there, adds what is left out, in order, and leaves the original alone', () => {
    const before = structuredClone(document);
    expect(
      applySettingOptions(document, [
        'vms.0.count=4',
        'vms.0.count=5',
        'host.iommu.mode=strict',
        'costs.vm.exit=900',
        'flows.0.traffic.size.frameBytes=64',
        'vms.0.placement.kind=pinned',
        'vms.0.placement.cores=[0,1]',
        'techniques.0.options.interruptPosting=false',
      ]),
    ).toEqual({
      ...document,
      vms: [{ name: 'vm', count: 5, placement: { kind: 'pinned', cores: [0, 1] } }],
      flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 10, size: { kind: 'fixed', frameBytes: 64 } } }],
      techniques: [{ name: 'sriov', options: { interruptPosting: false } }],
      host: { iommu: { mode: 'strict' } },
      costs: { 'vm.exit': 900 },
    });
    expect(document).toEqual(before);
  });

  it.each([
    ['vms.0.cuont=4', 'Did you mean `count`?'],
    ['flows.0.trafic.load=4', '`flows.0` has no `trafic`. Did you mean `traffic`?'],
    ['hosts.cores=4', 'the scenario has no `hosts`. Did you mean `host`?'],
    ['flows.0.traffic.outstanding=4', 'of kind "poisson" has no `outstanding`'],
    ['vms.0.placement.cores=[1]', 'of kind "auto" has no `cores`'],
    ['vms.1.count=4', '`vms` has one item, number 0'],
    ['vms.first.count=4', 'there is no item "first"'],
    ['vms.0.count.x=4', '`vms.0.count` is a single value'],
    ['__proto__.x=4', 'has no `__proto__`'],
    ['nonsense', 'takes path=value'],
    ['=4', 'takes path=value'],
    ['flows.0.traffic.load=5', "Set its values instead: --set 'method.sweep.0.values=[...]'"],
  ])('refuses %s with a remedy', (assignment, words) => {
    expect(messageOf(assignment)).toContain(words);
  });
});

import { describe, expect, it } from 'vitest';
import { withDefaults } from './defaults.ts';
import { valueAt } from './draft-path.ts';

describe('defaults of a draft', () => {
  it('fills a valid scenario', () => {
    const filled = withDefaults({
      vms: [{ name: 'a' }],
      flows: [{ name: 'f', vms: 'a', traffic: { kind: 'poisson' } }],
      techniques: [{ name: 'sriov' }],
    });
    expect(valueAt(filled, 'flows.0.traffic.load')).toBe(50);
    expect(valueAt(filled, 'host.iommu.mode')).toBe('persistent');
  });

  it('fills the valid parts of a draft that is not valid and keeps the rest as typed', () => {
    const filled = withDefaults({ host: { cores: 'many' }, vms: [{ name: 'a' }, { name: '' }], colour: 1 });
    expect(valueAt(filled, 'host')).toEqual({ cores: 'many' });
    expect(valueAt(filled, 'vms.0.count')).toBe(1);
    expect(valueAt(filled, 'vms.1')).toEqual({ name: '' });
    expect(valueAt(filled, 'nic.profile')).toBe('82599');
    expect(valueAt(filled, 'colour')).toBe(1);
  });

  it.each([null, 7, 'text', [1]])('leaves %j alone', (draft) => {
    expect(withDefaults(draft)).toEqual(draft);
  });
});

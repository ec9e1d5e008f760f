import { describe, expect, it } from 'vitest';
import { listAt, valueAt, withAppended, withoutItem, withValueAt } from './draft-path.ts';

const draft = { host: { cores: 4, iommu: { mode: 'strict' } }, vms: [{ name: 'a' }, { name: 'b' }] };

describe('draft paths', () => {
  it('reads nested values and list items', () => {
    expect(valueAt(draft, 'host.iommu.mode')).toBe('strict');
    expect(valueAt(draft, 'vms.1.name')).toBe('b');
    expect(valueAt(draft, 'vms.7.name')).toBeUndefined();
    expect(valueAt(null, 'host.cores')).toBeUndefined();
  });

  it('does not read what is inherited', () => {
    expect(valueAt(draft, 'host.constructor')).toBeUndefined();
  });

  it('changes one value, keeps the order of keys and leaves the original alone', () => {
    const changed = withValueAt(draft, 'host.cores', 8);
    expect(JSON.stringify(changed)).toBe(JSON.stringify(draft).replace('"cores":4', '"cores":8'));
    expect(draft.host.cores).toBe(4);
  });

  it('makes missing parents', () => {
    expect(withValueAt({}, 'nic.moderation.kind', 'off')).toEqual({ nic: { moderation: { kind: 'off' } } });
  });

  it('takes a field out for undefined', () => {
    expect(withValueAt(draft, 'host.cores', undefined)).toEqual({ ...draft, host: { iommu: { mode: 'strict' } } });
  });

  it('keeps keys with dots of the cost table apart when set as a whole', () => {
    expect(withValueAt({ costs: {} }, 'costs', { 'vm.exit': 1200 })).toEqual({ costs: { 'vm.exit': 1200 } });
  });

  it('appends to and removes from lists, made when missing', () => {
    expect(listAt(withAppended(draft, 'vms', { name: 'c' }), 'vms')).toHaveLength(3);
    expect(listAt(withAppended({}, 'flows', 1), 'flows')).toEqual([1]);
    expect(listAt(withoutItem(draft, 'vms', 0), 'vms')).toEqual([{ name: 'b' }]);
  });
});

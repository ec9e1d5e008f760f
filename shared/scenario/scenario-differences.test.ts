import { describe, expect, it } from 'vitest';
import { differencesBetween } from './scenario-differences.ts';

const one = {
  name: 'One',
  vms: [{ name: 'victim', count: 4 }, { name: 'flooded' }],
  techniques: [{ name: 'sriov' }, { name: 'virtio', label: 'mine', options: { workerCores: 1 } }],
  method: { sweep: [{ path: 'vms.0.count', values: [1, 2] }], seed: 1 },
};

describe('differences of scenarios', () => {
  it('are none of the same, and without words when nobody asks for them', () => {
    expect(differencesBetween(one, structuredClone(one), { words: true })).toEqual([]);
    expect(differencesBetween(one, { ...one, name: 'Other' })).toEqual([]);
    expect(differencesBetween(one, { ...one, name: 'Other' }, { words: true })).toEqual([{ path: 'name', one: 'One', other: 'Other' }]);
  });

  it('hold items beside those of the same name, wherever they stand', () => {
    const other = { ...one, vms: [{ name: 'flooded' }, { name: 'victim', count: 8 }], techniques: one.techniques.toReversed() };
    expect(differencesBetween(one, other)).toEqual([{ path: 'vms.1.count', one: '4', other: '8' }]);
  });

  it('name what only one has, and what is called otherwise', () => {
    const fewer = { ...one, vms: [{ name: 'flooded' }] };
    expect(differencesBetween(one, fewer)).toEqual([
      { path: 'vms.0.name', one: 'victim', other: undefined },
      { path: 'vms.0.count', one: '4', other: undefined },
    ]);
    const renamed = { ...one, vms: [{ name: 'guest', count: 4 }, { name: 'flooded' }] };
    expect(differencesBetween(one, renamed)).toEqual([{ path: 'vms.0.name', one: 'victim', other: 'guest' }]);
  });

  it('take a list of values as one value, and a part in place of a value as both', () => {
    const swept = { ...one, method: { ...one.method, sweep: [{ path: 'vms.0.count', values: [1, 4] }] } };
    expect(differencesBetween(one, swept)).toEqual([{ path: 'method.sweep.0.values', one: '1, 2', other: '1, 4' }]);
    expect(differencesBetween({ nic: 'x710' }, { nic: { ports: 2 } })).toEqual([
      { path: 'nic', one: 'x710', other: undefined },
      { path: 'nic.ports', one: undefined, other: '2' },
    ]);
  });
});

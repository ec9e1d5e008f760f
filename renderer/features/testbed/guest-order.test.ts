import { describe, expect, it } from 'vitest';
import { guestMeasuringSchema, guestTests, HOST_FUNCTION } from '../../../shared/testbed/guest-measuring.ts';
import { isCpuList, numberOf, orderOf, usualDraft } from './guest-order.ts';

const adapter = (id: string, usual: boolean, obstacle: string | null = null) => ({ id, title: id, usual, obstacle });
const host = {
  adapters: [adapter('e1000', true), adapter('virtio-net', true, 'not here'), adapter('igb', false)],
  kernelIsToBeFetched: false,
};

describe('the order of a measurement with guests', () => {
  const draft = usualDraft(host);

  it('begins with the usual adapters that the host has, and is one that the lab takes', () => {
    const wanted = orderOf(draft, host);
    expect(wanted?.order).toMatchObject({ devices: ['e1000'], tests: guestTests, repetitions: 3, cpus: null, translate: false });
    expect(wanted?.minutes).toBe(15);
    expect(guestMeasuringSchema.parse(wanted?.order)).toEqual(wanted?.order);
  });

  it('takes the usual number of an empty field, and none that is not whole or out of its limits', () => {
    expect(numberOf('repetitions', undefined)).toBe(3);
    expect(numberOf('repetitions', 5)).toBe(5);
    for (const entry of [0, 101, 2.5, 'many']) expect(numberOf('repetitions', entry)).toBeNull();
    expect(orderOf({ ...draft, numbers: { ...draft.numbers, minutes: 0 } }, host)).toBeNull();
  });

  it('has the functions of the host while their adapter is chosen, and needs the addresses of both then', () => {
    const addresses = { measured: ' 0000:03:10.0', generator: '0000:03:10.2' };
    expect(orderOf({ ...draft, functions: addresses }, host)?.order.functions).toBeNull();
    const given = { ...draft, devices: [...draft.devices, HOST_FUNCTION], functions: addresses };
    const wanted = orderOf(given, host)?.order;
    expect(wanted?.functions).toEqual({ measured: '0000:03:10.0', generator: '0000:03:10.2' });
    expect(guestMeasuringSchema.parse(wanted)).toEqual(wanted);
    for (const generator of ['', '03:10.2', '0000:03:20.2', '0000:03:10.8'])
      expect(orderOf({ ...given, functions: { ...addresses, generator } }, host)).toBeNull();
  });

  it('needs an adapter, a test, CPUs that can be read, and leave to fetch a kernel where there is none', () => {
    expect(orderOf({ ...draft, devices: [] }, host)).toBeNull();
    expect(orderOf({ ...draft, tests: [] }, host)).toBeNull();
    expect(isCpuList('all')).toBe(false);
    expect(orderOf({ ...draft, cpus: 'all' }, host)).toBeNull();
    expect(orderOf({ ...draft, cpus: ' 0-1,4 ' }, host)?.order.cpus).toBe('0-1,4');
    const without = { kernelIsToBeFetched: true };
    expect(orderOf(draft, without)).toBeNull();
    expect(orderOf({ ...draft, fetchKernel: true }, without)?.order.fetchKernel).toBe(true);
  });
});

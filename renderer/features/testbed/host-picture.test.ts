import { describe, expect, it } from 'vitest';
import { networkAdapterSchema, type Fact, type HostProbe, type NetworkAdapter } from '../../../shared/testbed/host-probe.ts';
import { groupsOf, nodesOf, type PicturedHost } from './host-picture.ts';

const told = <Value>(value: Value | null): Fact<Value> => ({ value, evidence: [] });

function adapterWith(pciAddress: string, facts: Partial<NetworkAdapter>): NetworkAdapter {
  const silent = Object.fromEntries(Object.keys(networkAdapterSchema.shape).map((name) => [name, told(null)]));
  return networkAdapterSchema.parse({ ...silent, interfaces: [], pciAddress, ...facts });
}

const functionNames = ['0000:3b:02.0', '0000:3b:02.1', '0000:3b:02.2'];
const owner = adapterWith('0000:3b:00.0', {
  interfaces: ['ens1f0'],
  numaNode: told(0),
  iommuGroup: told('7'),
  virtualFunctions: told(functionNames.slice(0, 2)),
});
const spare = adapterWith('0000:5e:00.1', { iommuGroup: told('8') });
/** @param linked they tell their physical function */
const functionsOf = (linked: boolean): NetworkAdapter[] =>
  functionNames.map((name) =>
    adapterWith(name, { isVf: told(true), numaNode: told(0), physicalFunction: told(linked ? '0000:3b:00.0' : null) }),
  );

function hostWith(
  adapters: NetworkAdapter[],
  more: Partial<Pick<HostProbe['memory'], 'numaNodes'> & HostProbe['iommu']> = {},
): PicturedHost {
  const { numaNodes = told(null), groups = told(null) } = more;
  return { adapters, memory: { numaNodes }, iommu: { groups } };
}
const drawn = (host: PicturedHost) =>
  nodesOf(host).map(({ node, adapters }) => [
    node,
    ...adapters.map(({ adapter, functions }) => [adapter.pciAddress, ...functions.map(({ pciAddress }) => pciAddress)]),
  ]);
const oneNode = told([{ node: 0, cpus: '0-7' }]);

describe('the picture of a host', () => {
  it('has virtual functions with their adapter, by a link of either, and else by themselves', () => {
    expect(drawn(hostWith([owner, ...functionsOf(true), spare], { numaNodes: oneNode }))).toEqual([
      [0, ['0000:3b:00.0', ...functionNames], ['0000:5e:00.1']],
    ]);
    expect(drawn(hostWith([owner, ...functionsOf(false), spare], { numaNodes: oneNode }))).toEqual([
      [0, ['0000:3b:00.0', '0000:3b:02.0', '0000:3b:02.1'], ['0000:3b:02.2'], ['0000:5e:00.1']],
    ]);
  });

  it('has adapters at their nodes, and those of an unknown one apart', () => {
    const numaNodes = told([
      { node: 0, cpus: '0-3' },
      { node: 1, cpus: '4-7' },
      // A node of memory alone.
      { node: 2, cpus: '' },
    ]);
    const elsewhere = adapterWith('0000:af:00.0', { numaNode: told(2) });
    expect(drawn(hostWith([owner, spare, elsewhere], { numaNodes }))).toEqual([
      [0, ['0000:3b:00.0']],
      [1],
      [null, ['0000:5e:00.1'], ['0000:af:00.0']],
    ]);
    expect(drawn(hostWith([spare]))).toEqual([[null, ['0000:5e:00.1']]]);
  });

  it('has IOMMU groups by their members, in order, and what goes with an adapter', () => {
    const groups = told([
      { name: '10', type: null, devices: ['0000:00:1f.0'], bridges: [] },
      { name: '7', type: 'DMA-FQ', devices: ['0000:3a:00.0', '0000:3b:00.0', '0000:3b:00.1'], bridges: ['0000:3a:00.0'] },
    ]);
    const host = hostWith([owner, spare], { groups });
    expect(groupsOf(host)).toEqual([
      {
        name: '7',
        type: 'DMA-FQ',
        members: [
          { address: '0000:3a:00.0', interfaces: '', isBridge: true },
          { address: '0000:3b:00.0', interfaces: 'ens1f0', isBridge: false },
          { address: '0000:3b:00.1', interfaces: '', isBridge: false },
        ],
      },
      { name: '10', type: '', members: [{ address: '0000:00:1f.0', interfaces: '', isBridge: false }] },
    ]);
    expect(nodesOf(host)[0]?.adapters.map(({ companions }) => companions)).toEqual([['0000:3b:00.1'], null]);
  });
});

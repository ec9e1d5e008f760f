/** What stands where in the picture of a host: adapters with the virtual functions that are theirs, at their NUMA nodes, and IOMMU groups by their members. */
import type { HostProbe, NetworkAdapter } from '../../../shared/testbed/host-probe.ts';
import { companionsOf } from '../../../shared/testbed/iommu-companions.ts';

/** The parts of a probe that are drawn here. */
export interface PicturedHost {
  readonly adapters: HostProbe['adapters'];
  readonly memory: Pick<HostProbe['memory'], 'numaNodes'>;
  readonly iommu: Pick<HostProbe['iommu'], 'groups'>;
}

export interface PicturedAdapter {
  readonly adapter: NetworkAdapter;
  readonly functions: readonly NetworkAdapter[];
  /** Other devices of its IOMMU group, but for bridges of PCI, which stay with the host; null: not known. */
  readonly companions: readonly string[] | null;
}

export interface PicturedNode {
  /** null: not known. */
  readonly node: number | null;
  /** As a list; empty: none. */
  readonly cpus: string;
  readonly adapters: readonly PicturedAdapter[];
}

/** Nodes with CPUs. An adapter whose node is not known stands in a place of its own, unless there is one node only. */
export function nodesOf(probe: PicturedHost): PicturedNode[] {
  const nodes = probe.memory.numaNodes.value ?? [];
  const [only] = nodes.length === 1 ? nodes : [];
  const nodeOf = ({ numaNode }: NetworkAdapter): number | null => numaNode.value ?? only?.node ?? null;
  const adapters = adaptersWithFunctions(probe);
  const known = nodes
    .filter(({ cpus }) => cpus !== '')
    .map(({ node, cpus }) => ({ node, cpus, adapters: adapters.filter(({ adapter }) => nodeOf(adapter) === node) }));
  const others = adapters.filter(({ adapter }) => !known.some(({ node }) => node === nodeOf(adapter)));
  return others.length > 0 ? [...known, { node: null, cpus: '', adapters: others }] : known;
}

/** Virtual functions stand with their physical one; those of one that was not seen by themselves. */
function adaptersWithFunctions(probe: PicturedHost): PicturedAdapter[] {
  const ownerOf = ({ pciAddress, physicalFunction }: NetworkAdapter): NetworkAdapter | undefined =>
    probe.adapters.find(
      (one) =>
        one.pciAddress !== null &&
        one.pciAddress !== pciAddress &&
        (one.pciAddress === physicalFunction.value || (pciAddress !== null && one.virtualFunctions.value?.includes(pciAddress) === true)),
    );
  const byOwner = Map.groupBy(probe.adapters, ownerOf);
  return (byOwner.get(undefined) ?? []).map((adapter) => ({
    adapter,
    functions: byOwner.get(adapter) ?? [],
    companions: companionsOf(probe, adapter),
  }));
}

export interface PicturedGroup {
  readonly name: string;
  readonly type: string;
  readonly members: readonly { readonly address: string; readonly interfaces: string; readonly isBridge: boolean }[];
}

/** In the order of their numbers. */
export function groupsOf({ iommu, adapters }: PicturedHost): PicturedGroup[] {
  const interfacesOf = new Map(adapters.map(({ pciAddress, interfaces }) => [pciAddress, interfaces.join(', ')]));
  return (iommu.groups.value ?? [])
    .map(({ name, type, devices, bridges }) => ({
      name,
      type: type ?? '',
      members: devices.map((address) => ({ address, interfaces: interfacesOf.get(address) ?? '', isBridge: bridges.includes(address) })),
    }))
    .toSorted((one, other) => Number(one.name) - Number(other.name));
}

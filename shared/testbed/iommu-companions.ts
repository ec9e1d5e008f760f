import type { HostProbe, NetworkAdapter } from './host-probe.ts';

/** Devices that go to a guest with an adapter, because they are in its IOMMU group, but for bridges of PCI, which stay with the host; null: its group is not known. */
export function companionsOf(
  { iommu }: { readonly iommu: Pick<HostProbe['iommu'], 'groups'> },
  { iommuGroup, pciAddress }: NetworkAdapter,
): string[] | null {
  const group = iommu.groups.value?.find(({ name, devices }) => name === iommuGroup.value && devices.some((one) => one === pciAddress));
  return group?.devices.filter((device) => device !== pciAddress && !group.bridges.includes(device)) ?? null;
}

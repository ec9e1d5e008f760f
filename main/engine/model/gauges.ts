/** Readings of the hardware that the ledger does not keep: busy time of wires, PCIe directions and NIC pipelines, hits of the IOTLB. */
import type { ResourceRecord } from '../run-record.ts';
import type { Machine } from './machine.ts';

/** Readings at one moment, in a fixed order. */
export function readGauges(machine: Machine): Float64Array {
  const readings: number[] = [machine.iommu.hits, machine.iommu.misses];
  for (const port of machine.ports) {
    readings.push(port.link.busyNs, port.transmit.busyNs, port.toHost.busyNs, port.toDevice.busyNs, port.receive.busyNs);
  }
  return Float64Array.from(readings);
}

/** Readings before those of the ports. */
export const FIRST_PORT_READING = 2;

/** Hardware with a busy time, in the order of its readings. */
export function portResources(
  machine: Machine,
): { readonly name: string; readonly kind: 'link' | 'pcie' | 'nic'; readonly lever: string }[] {
  const several = machine.ports.length > 1;
  return [...machine.ports.keys()].flatMap((number) => {
    const port = several ? ` of port ${number}` : '';
    return [
      { name: `wire to host${port}`, kind: 'link', lever: 'link' },
      { name: `wire from host${port}`, kind: 'link', lever: 'link' },
      { name: `PCIe to host${port}`, kind: 'pcie', lever: 'pcie' },
      { name: `PCIe to device${port}`, kind: 'pcie', lever: 'pcie' },
      { name: `NIC packet rate${port}`, kind: 'nic', lever: 'nic' },
    ] as const;
  });
}

/** Utilization of the hardware between two readings. */
export function gaugeResources(machine: Machine, from: Float64Array, to: Float64Array, windowNs: number): ResourceRecord[] {
  const used = (at: number) => Math.min(1, (to[at] - from[at]) / windowNs);
  const resources = portResources(machine).map((resource, number): ResourceRecord => ({
    ...resource,
    utilization: used(FIRST_PORT_READING + number),
    note: '',
  }));
  const hits = to[0] - from[0];
  const misses = to[1] - from[1];
  if (hits + misses > 0) {
    resources.push({ name: 'IOTLB hit ratio', kind: 'iotlb', utilization: hits / (hits + misses), lever: null, note: `${misses} misses` });
  }
  return resources;
}

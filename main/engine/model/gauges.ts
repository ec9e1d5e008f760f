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

/** Utilization of the hardware between two readings. */
export function gaugeResources(machine: Machine, from: Float64Array, to: Float64Array, windowNs: number): ResourceRecord[] {
  const used = (at: number) => Math.min(1, (to[at] - from[at]) / windowNs);
  const resources: ResourceRecord[] = [];
  const several = machine.ports.length > 1;
  for (const number of machine.ports.keys()) {
    const at = 2 + 5 * number;
    const port = several ? ` of port ${number}` : '';
    resources.push({ name: `wire to host${port}`, kind: 'link', utilization: used(at), lever: 'link', note: '' });
    resources.push({ name: `wire from host${port}`, kind: 'link', utilization: used(at + 1), lever: 'link', note: '' });
    resources.push({ name: `PCIe to host${port}`, kind: 'pcie', utilization: used(at + 2), lever: 'pcie', note: '' });
    resources.push({ name: `PCIe to device${port}`, kind: 'pcie', utilization: used(at + 3), lever: 'pcie', note: '' });
    resources.push({ name: `NIC packet rate${port}`, kind: 'nic', utilization: used(at + 4), lever: 'nic', note: '' });
  }
  const hits = to[0] - from[0];
  const misses = to[1] - from[1];
  if (hits + misses > 0) {
    resources.push({ name: 'IOTLB hit ratio', kind: 'iotlb', utilization: hits / (hits + misses), lever: null, note: `${misses} misses` });
  }
  return resources;
}

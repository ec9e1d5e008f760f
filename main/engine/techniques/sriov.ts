/**
 * SR-IOV: each guest drives a virtual function of a shared port. As direct assignment, with the port's wire, packet rate, PCIe link and transmit
 * arbiter shared; VM to VM goes through the embedded switch and crosses PCIe twice.
 */
import { assignQueuesToGuests } from './assigned.ts';
import type { Technique } from './technique.ts';

export const sriov: Technique = {
  name: 'sriov',
  networkRole: 'network',
  virtualized: true,
  switchesInside: true,
  build: assignQueuesToGuests,
};

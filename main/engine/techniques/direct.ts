/**
 * Direct assignment: each guest drives a whole NIC of its own. Wire, NIC, DMA through the IOMMU into guest memory, interrupt, guest driver.
 * Without posting an interrupt costs two exits, delivery and end of interrupt; with posting none. VM to VM goes over the wire and an outside switch.
 */
import { assignQueuesToGuests } from './assigned.ts';
import type { Technique } from './technique.ts';

export const direct: Technique = {
  name: 'direct',
  networkRole: 'network',
  virtualized: true,
  switchesInside: false,
  build: assignQueuesToGuests,
};

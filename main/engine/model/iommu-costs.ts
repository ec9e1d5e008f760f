/** What the IOMMU's map and unmap policy costs a driver for each frame. */
import type { IommuMode } from '../../../shared/scenario/schema.ts';
import type { Costs } from '../costs/parameters.ts';
import { copyCost } from './copy.ts';
import type { CostItem } from './work-cost.ts';

/** Whether DMA addresses go through the page table and its IOTLB; a ring’s table is read ahead of its descriptors and misses nothing. */
export function translates(mode: IommuMode): boolean {
  return mode !== 'pass-through' && mode !== 'ring';
}

/** Whether received bytes have been touched by the driver's core. */
export function warmsReceived(mode: IommuMode): boolean {
  return mode === 'shadow-copy';
}

/**
 * Of each of a frame's `buffers`. Strict: map, unmap and one synchronous invalidation. Deferred: one invalidation for a batch of unmappings.
 * Persistent: buffers stay mapped. Pass-through: no translation.
 * Ring (rIOMMU, Malka et al., ASPLOS 2015): an entry of the ring's flat table is written and cleared for each buffer, and one invalidation ends a burst.
 * Shadow copy: buffers of the device stay mapped, and each frame is copied between them and the kernel's, which the device never sees (Markuze et al.,
 * ASPLOS 2016).
 */
export function iommuCosts(costs: Costs, mode: IommuMode, actor: string, direction: 'receive' | 'transmit', buffers: number): CostItem[] {
  const mapping = buffers * (costs['iommu.map'] + costs['iommu.unmap']);
  switch (mode) {
    case 'strict':
      return [
        { actor, activity: 'IOMMU mapping', frame: mapping + buffers * costs['iommu.strictSearch'] },
        { actor, activity: 'IOTLB invalidation', frame: buffers * costs['iommu.invalidate'] },
      ];
    case 'deferred':
      return [
        { actor, activity: 'IOMMU mapping', frame: mapping },
        { actor, activity: 'IOTLB invalidation', frame: (buffers * costs['iommu.invalidate']) / costs['iommu.flushBatch'] },
      ];
    case 'ring':
      return [
        { actor, activity: 'IOMMU mapping', frame: buffers * costs['iommu.ringEntry'] },
        { actor, activity: 'IOTLB invalidation', event: costs['iommu.invalidate'] },
      ];
    case 'shadow-copy':
      return [
        direction === 'receive'
          ? copyCost(costs, actor, 'shadow buffer to kernel', 'cold to fresh')
          : copyCost(costs, actor, 'kernel to shadow buffer', 'fresh'),
      ];
    case 'persistent':
    case 'pass-through':
      return [];
  }
}

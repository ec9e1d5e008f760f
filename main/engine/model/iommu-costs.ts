/** What the IOMMU's map and unmap policy costs a driver for each frame. */
import type { IommuMode } from '../../../shared/scenario/schema.ts';
import type { Costs } from '../costs/parameters.ts';
import { copyCost } from './copy.ts';
import type { CostItem } from './work-cost.ts';

/** Whether DMA addresses are translated at all. */
export function translates(mode: IommuMode): boolean {
  return mode !== 'pass-through';
}

/** Whether received bytes have been touched by the driver's core. */
export function warmsReceived(mode: IommuMode): boolean {
  return mode === 'shadow-copy';
}

/**
 * Strict: map, unmap and one synchronous invalidation for each buffer. Deferred: one invalidation for a batch of unmappings.
 * Persistent: buffers stay mapped. Pass-through: no translation.
 * Shadow copy: buffers of the device stay mapped, and each frame is copied between them and the kernel's, which the device never sees (Markuze et al.,
 * ASPLOS 2016).
 */
export function iommuCosts(costs: Costs, mode: IommuMode, actor: string, direction: 'receive' | 'transmit'): CostItem[] {
  const mapping = costs['iommu.map'] + costs['iommu.unmap'];
  switch (mode) {
    case 'strict':
      return [
        { actor, activity: 'IOMMU mapping', frame: mapping },
        { actor, activity: 'IOTLB invalidation', frame: costs['iommu.invalidate'] },
      ];
    case 'deferred':
      return [
        { actor, activity: 'IOMMU mapping', frame: mapping },
        { actor, activity: 'IOTLB invalidation', frame: costs['iommu.invalidate'] / costs['iommu.flushBatch'] },
      ];
    case 'shadow-copy':
      return [
        direction === 'receive'
          ? copyCost(costs, actor, 'shadow buffer to kernel', 'cold')
          : copyCost(costs, actor, 'kernel to shadow buffer', 'warm'),
      ];
    case 'persistent':
    case 'pass-through':
      return [];
  }
}

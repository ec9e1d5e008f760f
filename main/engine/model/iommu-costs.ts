/** What the IOMMU's map and unmap policy costs a driver for each frame. */
import type { IommuMode } from '../../../shared/scenario/schema.ts';
import type { Costs } from '../costs/parameters.ts';
import type { CostItem } from './work-cost.ts';

/** Whether DMA addresses are translated at all. */
export function translates(mode: IommuMode): boolean {
  return mode !== 'pass-through';
}

/**
 * Strict: map, unmap and one synchronous invalidation for each buffer. Deferred: one invalidation for a batch of unmappings.
 * Persistent: buffers stay mapped. Pass-through: no translation.
 */
export function iommuCosts(costs: Costs, mode: IommuMode, actor: string): CostItem[] {
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
    case 'persistent':
    case 'pass-through':
      return [];
  }
}

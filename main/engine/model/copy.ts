/** The cost of a copy by its temperature: cold when this core has not touched the bytes (after DMA), warm when it has. */
import type { Costs } from '../costs/parameters.ts';
import type { CostItem } from './work-cost.ts';

export function copyCost(costs: Costs, actor: string, place: string, temperature: 'cold' | 'warm'): CostItem {
  const cold = temperature === 'cold';
  return {
    actor,
    activity: 'copy',
    unitNs: costs[cold ? 'copy.coldEvent' : 'copy.warmEvent'],
    byteNs: costs[cold ? 'copy.coldByte' : 'copy.warmByte'],
    copyPlace: `${place} (${temperature})`,
  };
}

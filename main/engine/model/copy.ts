/**
 * The cost of a copy by its temperature: cold when this core has not touched the bytes (after DMA), warm when it has, fresh when it has but
 * writes them to pages that it has not, as a sender does: the pages of a socket come back from other hands.
 */
import type { Costs } from '../costs/parameters.ts';
import type { CostItem } from './work-cost.ts';

export function copyCost(costs: Costs, actor: string, place: string, temperature: 'cold' | 'warm' | 'fresh'): CostItem {
  return {
    actor,
    activity: 'copy',
    unitNs: costs[temperature === 'cold' ? 'copy.coldEvent' : 'copy.warmEvent'],
    byteNs: costs[`copy.${temperature}Byte`],
    copyPlace: `${place} (${temperature})`,
  };
}

/**
 * The cost of a copy by its temperature: cold when this core has not touched the bytes (after DMA), warm when it has, fresh when it has but
 * writes them to pages that it has not, as a sender does: the pages of a socket come back from other hands. Cold to fresh is both: what fresh pages
 * add to a warm copy they add to a cold one too, as measured (docs/validation.md). Costs of back ends that were derived beside a cold copy hold what
 * its pages add, and have it cold.
 */
import type { Costs } from '../costs/parameters.ts';
import type { CostItem } from './work-cost.ts';

export type CopyTemperature = 'cold' | 'warm' | 'fresh' | 'cold to fresh';

export function copyCost(costs: Costs, actor: string, place: string, temperature: CopyTemperature): CostItem {
  const reads = temperature === 'cold' || temperature === 'cold to fresh' ? 'cold' : 'warm';
  return {
    actor,
    activity: 'copy',
    unitNs: costs[`copy.${reads}Event`],
    byteNs: byteNs(costs, temperature),
    copyPlace: `${place} (${temperature})`,
  };
}

function byteNs(costs: Costs, temperature: CopyTemperature): number {
  if (temperature !== 'cold to fresh') return costs[`copy.${temperature}Byte`];
  return costs['copy.coldByte'] + Math.max(0, costs['copy.freshByte'] - costs['copy.warmByte']);
}

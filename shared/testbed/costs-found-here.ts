/** Costs that follow from what the lab timed on its host, with their source. */
import { words } from '../texts/words.ts';
import { MOST_SOURCE, type FoundCost } from '../scenario/found-costs.ts';
import type { MicroProbe } from './micro-probe.ts';

/** `title`: of a cost model with them. */
export function costsFoundHere({ costs, host, processor, measuredAt, repetitions }: MicroProbe): {
  readonly found: readonly FoundCost[];
  readonly title: string;
} {
  const texts = words().hostCosts;
  const date = measuredAt.slice(0, 10);
  const found = costs.map(({ name, median, lowerQuartile, upperQuartile, derivation }): FoundCost => {
    const source = texts.source(host, processor, date, String(repetitions), derivation).slice(0, MOST_SOURCE);
    // A line through noisy copies may begin below 0; a cost does not.
    return { name, value: median, source: { provenance: 'measured', source, low: Math.max(0, lowerQuartile), high: upperQuartile } };
  });
  return { found, title: texts.costModel(host, date) };
}

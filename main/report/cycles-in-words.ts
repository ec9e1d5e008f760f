/** Where the cycles of a technique went, in a sentence. */
import { metricOf } from '../../shared/charts/point-series.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import { digits, formatPercent } from '../../shared/units.ts';

/** Activities that are named; the rest is summed up. */
const MOST_NAMED = 4;

export function cyclesInWords(point: PointResult): string {
  const { mean } = metricOf(point, 'cyclesPerPacket');
  const sorted = point.cycles.filter(({ share }) => share > 0).toSorted((one, other) => other.share - one.share);
  if (sorted.length === 0) return `${point.technique}: no core worked.`;
  const named = sorted.slice(0, MOST_NAMED);
  const rest = sorted.slice(MOST_NAMED).reduce((sum, { share }) => sum + share, 0);
  const words = named.map(({ actor, activity, share }) => `${actor}, ${activity}: ${formatPercent(share)}`);
  return `${point.technique} takes ${digits(mean)} cycles for each delivered frame. ${words.join('; ')}${rest > 0 ? `; all else: ${formatPercent(rest)}` : ''}.`;
}

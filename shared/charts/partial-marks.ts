/** How charts draw points that rest on fewer replications than asked for. */
import { isPartial } from '../result/partial.ts';
import type { PointSummary } from '../result/point-summary.ts';
import { words } from '../texts/words.ts';
import type { ChartContext } from './chart.ts';

/** Opacity of their marks and bars. */
const PALE = 0.45;

/** Pale where the point is partial; empty for others. */
export function paleOf(point: PointSummary, { scenario }: ChartContext): { readonly opacity?: number } {
  return scenario && isPartial(point, scenario) ? { opacity: PALE } : {};
}

/** The note that a chart with such points needs. */
export function paleNotes(points: readonly PointSummary[], context: ChartContext): readonly string[] {
  return points.some((point) => paleOf(point, context).opacity !== undefined) ? [words().charts.common.notes.partial] : [];
}

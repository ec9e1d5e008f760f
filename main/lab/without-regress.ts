/** Points of a resumed run are merged anew from the first replication on: until one is known as well as before, the old one stays. */
import type { PointResult } from '../../shared/result/schema.ts';

/** @param known points of the run before it was resumed */
export function withoutRegress(known: readonly PointResult[]): (points: readonly PointResult[]) => PointResult[] {
  const before = new Map(known.map((point) => [point.id, simulationsOf(point)]));
  return (points) => points.filter((point) => simulationsOf(point) >= (before.get(point.id) ?? 0));
}

/** Replications and draws of the costs. */
function simulationsOf({ replications, metrics }: PointResult): number {
  return replications + (Object.values(metrics).find(({ uncertainty }) => uncertainty)?.uncertainty?.draws ?? 0);
}

/** Whether simulated values stand in the order of the published ones: what a comparison of techniques rests on. */
import type { ComparedExperiment, ComparedPoint } from '../../../shared/validation/report.ts';
import { allowedDifference } from '../../../shared/validation/tolerance.ts';
import type { AreTechniques } from './technique-comparison.ts';

/** A point with a number that its source gives as such, not as a bound. */
interface PlacedPoint {
  readonly index: number;
  /** The value, and what the source published for the same point at other times. */
  readonly published: readonly number[];
  /** Difference of published values that is none. */
  readonly allowed: number;
  readonly simulated: number;
}

/**
 * Over all pairs of points with a number, and over those that compare techniques. A pair has a published order where all published values of one
 * point lie on the same side of all those of the other by more than the larger tolerance; else it is a tie, which any order keeps. Null where there
 * is no pair.
 */
export function compareOrder(points: readonly ComparedPoint[], areTechniques: AreTechniques): ComparedExperiment['ordering'] {
  const placed = points.flatMap(placedPoint);
  const pairs = placed.flatMap((one, index) =>
    placed.slice(index + 1).map((other) => ({
      agrees: keepsOrder(one, other),
      ofTechniques: areTechniques(one.index, other.index),
    })),
  );
  if (pairs.length === 0) return null;
  return { ...countPairs(pairs), techniques: countPairs(pairs.filter(({ ofTechniques }) => ofTechniques)) };
}

function placedPoint({ published, repeats, tolerance, bound, simulated }: ComparedPoint, index: number): PlacedPoint[] {
  if (simulated === null || bound !== null) return [];
  return [{ index, published: [published, ...repeats], allowed: allowedDifference({ y: published, tolerance }), simulated }];
}

function keepsOrder(one: PlacedPoint, other: PlacedPoint): boolean {
  const published = publishedOrder(one, other);
  return published === 0 || published === Math.sign(one.simulated - other.simulated);
}

/** 1 where the first is above the other, -1 where it is below, 0 for a tie. */
function publishedOrder(one: PlacedPoint, other: PlacedPoint): number {
  const allowed = Math.max(one.allowed, other.allowed);
  if (Math.min(...one.published) - Math.max(...other.published) > allowed) return 1;
  return Math.min(...other.published) - Math.max(...one.published) > allowed ? -1 : 0;
}

function countPairs(pairs: readonly { readonly agrees: boolean }[]) {
  return { pairs: pairs.length, agreeing: pairs.filter(({ agrees }) => agrees).length };
}

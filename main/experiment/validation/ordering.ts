/** Whether simulated values stand in the order of the published ones: what a comparison of techniques rests on. */
import type { ComparedExperiment, ComparedPoint } from '../../../shared/validation/report.ts';
import { allowedDifference } from '../../../shared/validation/tolerance.ts';

/**
 * Over all pairs of points with a number. Published values no farther apart than the larger tolerance are a tie, which any order keeps.
 * Null where there is no pair, or where the points are not of one quantity.
 */
export function compareOrder(points: readonly ComparedPoint[]): ComparedExperiment['ordering'] {
  const compared = points.flatMap(({ published, simulated, tolerance, bound }) =>
    simulated === null || bound !== null ? [] : [{ published, simulated, allowed: allowedDifference({ y: published, tolerance }) }],
  );
  let pairs = 0;
  let agreeing = 0;
  for (const [index, one] of compared.entries()) {
    for (const other of compared.slice(index + 1)) {
      const difference = one.published - other.published;
      const isTie = Math.abs(difference) <= Math.max(one.allowed, other.allowed);
      pairs += 1;
      if (isTie || Math.sign(difference) === Math.sign(one.simulated - other.simulated)) agreeing += 1;
    }
  }
  return pairs === 0 ? null : { pairs, agreeing };
}

/** Errors in sum: over all simulated points, by role and by technique. Costs are inputs, and count apart. */
import type { ComparedExperiment, ComparedPoint, ErrorSummary, ValidationReport } from '../../../shared/validation/report.ts';

/** A point this near, or within its tolerance, counts as near. */
const NEAR = 0.2;

export function summarize(experiments: readonly ComparedExperiment[]): ValidationReport['summary'] {
  const simulated = experiments.filter(({ kind }) => kind === 'simulation');
  const costs = experiments.filter(({ kind }) => kind === 'cost');
  const points = simulated.flatMap((experiment) => experiment.points);
  const pointsOfRole = (role: ComparedExperiment['role']) =>
    simulated.filter((experiment) => experiment.role === role).flatMap((experiment) => experiment.points);
  const techniques = [...new Set(points.map(({ technique }) => technique).filter((technique) => technique !== ''))].sort();
  const ordered = simulated.flatMap(({ ordering }) => (ordering ? [ordering] : []));
  return {
    simulated: simulated.length,
    costs: costs.length,
    outside: experiments.length - simulated.length - costs.length,
    pointsLeftOut: points.filter(({ verdict }) => verdict === 'outside').length,
    overall: summarizeErrors(points),
    calibrate: summarizeErrors(pointsOfRole('calibrate')),
    predict: summarizeErrors(pointsOfRole('predict')),
    techniques: techniques.map((technique) => ({
      technique,
      ...summarizeErrors(points.filter((point) => point.technique === technique)),
    })),
    cost: summarizeErrors(costs.flatMap((experiment) => experiment.points)),
    orderings: { ...keptOrders(ordered), techniques: keptOrders(ordered.flatMap(({ techniques }) => techniques ?? [])) },
  };
}

/** Of experiments with a pair to keep in order. */
function keptOrders(orders: readonly { readonly pairs: number; readonly agreeing: number }[]) {
  const ordered = orders.filter(({ pairs }) => pairs > 0);
  return { experiments: ordered.length, agreeing: ordered.filter(({ pairs, agreeing }) => pairs === agreeing).length };
}

function summarizeErrors(points: readonly ComparedPoint[]): ErrorSummary {
  const judged = points.filter(({ verdict }) => verdict !== 'outside');
  const errors = judged.flatMap(({ error }) => (error === null ? [] : [Math.abs(error)])).sort((one, other) => one - other);
  const isNear = ({ verdict, error }: ComparedPoint) => verdict === 'within' || (error !== null && Math.abs(error) <= NEAR);
  return {
    points: judged.length,
    within: judged.filter(({ verdict }) => verdict === 'within').length,
    near: judged.filter(isNear).length,
    medianError: median(errors),
    worstError: errors.at(-1) ?? null,
  };
}

/** Of ascending values. */
function median(values: readonly number[]): number | null {
  const middle = Math.floor(values.length / 2);
  const upper = values[middle];
  const lower = values[middle - 1];
  if (upper === undefined) return null;
  return values.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Published against simulated: an experiment of the plan with the records of its simulations becomes a part of the report. */
import type { ComparedExperiment, ComparedPoint } from '../../../shared/validation/report.ts';
import { pointTitle } from '../../../shared/validation/published.ts';
import type { PlannedExperiment, PlannedPoint, PlannedSimulation } from '../../../shared/validation/plan.ts';
import type { Experiment } from '../../../shared/validation/schema.ts';
import { estimateMean, type Estimate } from '../../../shared/statistics/confidence.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { compareOrder } from './ordering.ts';
import { readQuantity, UnreadableQuantity } from './reading.ts';
import { settledSimulation } from './settle-loads.ts';
import { techniqueComparisons } from './technique-comparison.ts';
import { isWithin, relativeError } from '../../../shared/validation/tolerance.ts';

/** Records of a simulation in the order of its replications, or why there are none. */
export type Simulated = (simulation: PlannedSimulation) => { readonly records: readonly RunRecord[] } | { readonly reason: string };

export function compareExperiment(planned: PlannedExperiment, simulated: Simulated): ComparedExperiment {
  const { experiment } = planned;
  const points = pointsOf(planned, simulated);
  return {
    id: experiment.id,
    title: experiment.title,
    kind: experiment.kind,
    role: experiment.role,
    metric: experiment.metric,
    notes: experiment.notes,
    points,
    ordering:
      planned.kind === 'simulation' && isOfOneQuantity(experiment) ? compareOrder(points, techniqueComparisons(planned.points)) : null,
  };
}

function pointsOf(planned: PlannedExperiment, simulated: Simulated): ComparedPoint[] {
  switch (planned.kind) {
    case 'simulation':
      return planned.experiment.points.map((point, index) => {
        const plan = planned.points[index];
        if (!plan) return unjudged(planned.experiment, point, '', 'outside', point.outside ?? '');
        const technique = testedBy(plan.simulation);
        const found = measure(plan, simulated);
        if ('reason' in found) return unjudged(planned.experiment, point, technique, 'failed', found.reason);
        return judged(planned.experiment, point, technique, found);
      });
    case 'cost':
      return planned.experiment.points.map((point, index) => {
        const value = planned.values[index] ?? null;
        if (value === null) return unjudged(planned.experiment, point, '', 'outside', point.outside ?? '');
        return judged(planned.experiment, point, '', { mean: value, ci95: null });
      });
    case 'outside':
      return planned.experiment.points.map((point) => unjudged(planned.experiment, point, '', 'outside', planned.experiment.reason));
  }
}

/** The technique, or what is measured without one: transfers of a device alone. */
function testedBy({ scenario, choice }: PlannedSimulation): string {
  return scenario.method.kind === 'dma-benchmark' ? 'PCIe and IOMMU' : choice.name;
}

/** An interval this small, as a share of the mean, is the rounding of replications that are equal. */
const ROUNDING = 1e-12;

/** In the published unit, over replications; a ratio or difference is formed within each, on the same random streams. */
function measure(point: PlannedPoint, simulated: Simulated): Estimate | { readonly reason: string } {
  const { measure, reference } = point;
  const simulation = settledSimulation(point, simulated);
  const main = simulated(simulation);
  if ('reason' in main) return main;
  const beside = reference ? simulated(reference) : null;
  if (beside && 'reason' in beside) return beside;
  try {
    const values = main.records.map((record, index) => {
      let value = readQuantity(record, simulation.scenario, measure.read);
      const besideRecord = beside?.records[index];
      if (reference && besideRecord) {
        const other = readQuantity(besideRecord, reference.scenario, measure.read);
        value = measure.ratioTo ? value / other : value - other;
      }
      return measure.scale * (measure.inverse ? 1 / value : value) + measure.offset;
    });
    const { mean, ci95 } = estimateMean(values);
    if (Number.isFinite(mean)) return { mean, ci95: ci95 !== null && ci95 < ROUNDING * Math.abs(mean) ? 0 : ci95 };
    return { reason: 'The quantity has no number: nothing was delivered. Lower the load, or run longer.' };
  } catch (error) {
    if (error instanceof UnreadableQuantity) return { reason: error.message };
    throw error;
  }
}

type Point = Experiment['points'][number];

function judged(experiment: Experiment, point: Point, technique: string, { mean, ci95 }: Estimate): ComparedPoint {
  return {
    ...published(experiment, point),
    technique,
    simulated: mean,
    ci95,
    error: relativeError(point, mean),
    verdict: isWithin(point, mean) ? 'within' : 'off',
    reason: '',
  };
}

function unjudged(experiment: Experiment, point: Point, technique: string, verdict: 'failed' | 'outside', reason: string): ComparedPoint {
  return { ...published(experiment, point), technique, simulated: null, ci95: null, error: null, verdict, reason };
}

function published(experiment: Experiment, point: Point) {
  return {
    title: pointTitle(point, experiment.x),
    source: point.source ?? experiment.source,
    provenance: point.provenance ?? experiment.provenance,
    unit: experiment.unit,
    published: point.y,
    repeats: point.repeats ?? [],
    tolerance: point.tolerance,
    bound: point.bound ?? null,
  };
}

function isOfOneQuantity({ points }: Experiment): boolean {
  return points.every((point) => !('measure' in point) || point.measure === undefined);
}

/** Fits chosen costs of a scenario to measured values, so that its points simulate what was measured. */
import { bringsNearer, type Calibration } from '../../../shared/calibration/schema.ts';
import { layBeside, type ComparedValue } from '../../../shared/measured/beside.ts';
import type { MeasuredPoint, MeasuredResult } from '../../../shared/measured/schema.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import { isMeasuring } from '../../../shared/scenario/method-goals.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { inParallel } from '../in-parallel.ts';
import type { Executor } from '../executor/executor.ts';
import { planRun, type PlannedPoint } from '../plan.ts';
import { progressAfter, type Progress } from '../progress.ts';
import { mergeReplications, type NumberedRecord } from '../point-result.ts';
import { fitWithin, remembering, type Evaluate } from './bounded-fit.ts';
import { certaintyOf } from './certainty.ts';
import { CalibrationError, costAt, costsAt, freeCosts, placesAround, scaledValue, STEP, type FreeCost } from './free-costs.ts';
import { MOST_CANDIDATES, nextExperiment } from './next-experiment.ts';

export interface CalibrationOrder {
  readonly scenario: Scenario;
  readonly measured: Pick<MeasuredResult, 'series'>;
  /** Names of costs, as `vhost.receivePacket`. */
  readonly parameters: readonly string[];
}

export interface CalibrationOptions {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** After each simulation: `total` is what is done at most, for a fit may end early. */
  readonly onProgress: (progress: Progress) => void;
  /** Milliseconds. */
  readonly clock: () => number;
}

const LEAST_VALUES = 3;
const MAX_ITERATIONS = 8;
/** What is measured without an interval is taken to be this far off; and nothing is better known than the other. */
const USUAL_DEVIATION = 0.05;
const LEAST_DEVIATION = 0.01;
const NORMAL_95 = 1.96;

/** Rejects with a CalibrationError that names the remedy; with the signal's reason when aborted. */
export async function calibrate({ scenario, measured, parameters }: CalibrationOrder, options: CalibrationOptions): Promise<Calibration> {
  if (scenario.method.kind === 'dma-benchmark' || isMeasuring(scenario.method.kind))
    throw new CalibrationError(`Costs are fitted to points of a sweep: set method.kind to sweep, not ${scenario.method.kind}.`);
  const wanted = freeCosts(scenario, parameters);
  const planned = planRun(scenario);
  // Around a place there are two for each cost: where the fit begins, in each of its steps and where it ends, and for the next experiment.
  const around = 2 * wanted.length;
  const evaluations = MAX_ITERATIONS * (around + 1) + 2 * around;
  const advising = MOST_CANDIDATES * around;
  const work = new CountedWork(scenario.method.replications, options);
  const simulate = simulator(scenario, options, work);
  work.expect(planned.length * (1 + evaluations) + advising);
  const first = await compareAt(simulate, planned, measured, wanted, wanted.map(scaledValue));
  const points = planned.filter(({ id }) => first.some(({ pointId }) => pointId === id));
  if (first.length < LEAST_VALUES)
    throw new CalibrationError(
      `At least three measured values are needed beside points of the scenario; there ${first.length === 1 ? 'is 1' : `are ${first.length}`}. Measure more, at other loads or frame sizes.`,
    );
  work.expect(points.length * evaluations + advising);
  const weights = first.map(({ measured: value }) => 1 / deviationOf(value));
  const ones = first.map(() => 1);
  const before = ratios(first);
  const evaluateWith = (costs: readonly FreeCost[]) =>
    remembering(async (scaled) => ratios(await compareAt(simulate, points, measured, costs, scaled)), [[costs.map(scaledValue), before]]);
  const evaluateAll = evaluateWith(wanted);
  const unused = await unusedCosts(wanted, evaluateAll, weights);
  const free = wanted.filter((cost) => !unused.includes(cost));
  const evaluate = unused.length === 0 ? evaluateAll : evaluateWith(free);
  const { parameters: scaled, predictions } = await fitWithin(evaluate, ones, {
    weights,
    initial: free.map(scaledValue),
    step: STEP,
    maxIterations: MAX_ITERATIONS,
  });
  const jacobian = await derivatives(evaluate, scaled, weights);
  const spread = predictions.reduce((sum, value, index) => sum + (weights[index] ?? 0) ** 2 * (value - 1) ** 2, 0);
  const freedom = Math.max(1, first.length - free.length);
  const certainty = certaintyOf(jacobian, spread / freedom);
  work.expect(advising);
  const error = { before: rootMeanSquare(before), after: rootMeanSquare(predictions) };
  return {
    parameters: free.map((cost, index) =>
      fittedParameter(cost, scaled[index] ?? 0, certainty.standardErrors[index] ?? Number.POSITIVE_INFINITY),
    ),
    values: first.map(({ label, metric, unit, technique, settings, measured: { value } }, index) => ({
      label,
      metric,
      unit,
      technique,
      settings,
      measured: value,
      before: value * (before[index] ?? 0),
      after: value * (predictions[index] ?? 0),
    })),
    error,
    rSquared: rSquaredOf(first, predictions),
    evaluations: evaluate.known.size,
    remarks: [
      ...(bringsNearer(error) ? [] : ['The fit brings the simulation no nearer to what was measured: keep the costs as they are.']),
      ...unused.map(({ parameter }) => `No measured value depends on ${parameter.name}: it stays as it is.`),
      ...remarksOf(free, scaled, certainty, first.length),
    ],
    next: await nextExperiment(
      {
        scenario,
        points,
        metrics: [...new Set(first.map(({ metric }) => metric))],
        free,
        scaled,
        certainty,
      },
      simulate,
      1 / USUAL_DEVIATION,
    ),
  };
}

/** Results of points under changed costs. */
export type SimulatePoints = (points: readonly PlannedPoint[], costs: Readonly<Record<string, number>>) => Promise<PointResult[]>;

/** Tells how far the simulations have come, of those that are expected. */
class CountedWork {
  readonly #replications: number;
  readonly #options: Pick<CalibrationOptions, 'onProgress' | 'clock'>;
  readonly #startMs: number;
  #done = 0;
  #total = 0;

  constructor(replications: number, options: Pick<CalibrationOptions, 'onProgress' | 'clock'>) {
    this.#replications = replications;
    this.#options = options;
    this.#startMs = options.clock();
  }

  /** @param points that are still simulated, at most. */
  expect(points: number): void {
    this.#total = this.#done + points * this.#replications;
  }

  count(): void {
    this.#done++;
    const { onProgress, clock } = this.#options;
    onProgress(progressAfter(this.#done, this.#total, clock() - this.#startMs));
  }
}

/** Every evaluation has the packets of the same seeds: the model changes with its costs alone. */
function simulator({ method: { replications } }: Scenario, { executor, signal }: CalibrationOptions, work: CountedWork): SimulatePoints {
  return async (points, costs) => {
    const records: NumberedRecord[][] = points.map(() => []);
    const jobs = points.flatMap((point, place) =>
      Array.from({ length: replications }, (_, number) => async () => {
        const scenario = { ...point.scenario, costs: { ...point.scenario.costs, ...costs } };
        records[place]?.push({ number, record: await executor.run({ scenario, technique: point.choice, replication: number }, signal) });
        work.count();
      }),
    );
    await inParallel(jobs, executor.workers, signal);
    signal.throwIfAborted();
    return points.map((point, place) =>
      mergeReplications(
        point,
        (records[place] ?? []).toSorted((one, other) => one.number - other.number),
      ),
    );
  };
}

async function compareAt(
  simulate: SimulatePoints,
  points: readonly PlannedPoint[],
  measured: CalibrationOrder['measured'],
  free: readonly FreeCost[],
  scaled: readonly number[],
): Promise<readonly ComparedValue[]> {
  const { compared, leftOut } = layBeside(measured, await simulate(points, costsAt(free, scaled)));
  const usable = compared.filter((one) => one.measured.value > 0);
  if (usable.length > 0) return usable;
  const reasons = leftOut.map(({ label, quantity, reason }) => `${label} ${quantity}: ${reason}`).join('; ');
  throw new CalibrationError(`No measured value stands beside a point of the scenario. ${reasons || 'There are no values above 0.'}`);
}

function ratios(compared: readonly ComparedValue[]): number[] {
  return compared.map(({ simulated, measured }) => simulated.mean / measured.value);
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + (value - 1) ** 2, 0) / values.length);
}

/** Relative standard deviation of a measured value, by the wider side of its interval: the lower one may end at 0. */
function deviationOf({ value, low, high }: MeasuredPoint): number {
  const known = low !== null && high !== null ? Math.max(high - value, value - low) / (NORMAL_95 * value) : USUAL_DEVIATION;
  return Math.max(LEAST_DEVIATION, known);
}

/** Weighted, by differences around the solution. */
async function derivatives(evaluate: Evaluate, scaled: readonly number[], weights: readonly number[]): Promise<number[][]> {
  const columns: number[][] = [];
  for (const place of scaled.keys()) {
    const around = placesAround(scaled, place);
    const [low, high] = [await evaluate(around.low), await evaluate(around.high)];
    columns.push(weights.map((weight, index) => (weight * ((high[index] ?? 0) - (low[index] ?? 0))) / around.width));
  }
  return weights.map((_, row) => columns.map((column) => column[row] ?? 0));
}

/** Costs on which no measured value depends, where the fit begins. Throws when it is all of them. */
async function unusedCosts(costs: readonly FreeCost[], evaluate: Evaluate, weights: readonly number[]): Promise<readonly FreeCost[]> {
  const jacobian = await derivatives(evaluate, costs.map(scaledValue), weights);
  const unused = costs.filter((_, column) => jacobian.every((row) => row[column] === 0));
  if (unused.length < costs.length) return unused;
  throw new CalibrationError(
    `No measured value depends on ${costs.map(({ parameter }) => parameter.name).join(', ')}: no technique there uses it, or something else limits. \`lab run --sensitivity\` ranks the costs that matter; name those.`,
  );
}

function fittedParameter(cost: FreeCost, scaled: number, standardError: number): Calibration['parameters'][number] {
  const { parameter, before, low, high } = cost;
  const at = (place: number): number => costAt(cost, Math.min(1, Math.max(0, place)));
  const isKnown = NORMAL_95 * standardError < 1;
  const interval = isKnown ? { low: at(scaled - NORMAL_95 * standardError), high: at(scaled + NORMAL_95 * standardError) } : null;
  return { name: parameter.name, unit: parameter.unit, before, low, high, fitted: at(scaled), interval };
}

/** Of the measured values about their mean, by technique and metric, on a logarithmic scale: values of several units stand beside each other. */
function rSquaredOf(compared: readonly ComparedValue[], predictions: readonly number[]): number | null {
  const groups = Map.groupBy(
    compared.map((one, index) => ({ ...one, prediction: predictions[index] ?? 1 })),
    ({ metric }) => metric,
  );
  let [total, left] = [0, 0];
  for (const group of groups.values()) {
    const logarithms = group.map(({ measured: { value } }) => Math.log(value));
    const mean = logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length;
    for (const [index, { prediction }] of group.entries()) {
      total += ((logarithms[index] ?? 0) - mean) ** 2;
      left += Math.log(Math.max(prediction, Number.MIN_VALUE)) ** 2;
    }
  }
  return total > 1e-12 ? 1 - left / total : null;
}

function remarksOf(
  free: readonly FreeCost[],
  scaled: readonly number[],
  certainty: ReturnType<typeof certaintyOf>,
  values: number,
): string[] {
  const nameOf = (place: number): string => free[place]?.parameter.name ?? '';
  return [
    ...(values <= free.length
      ? [`${values} values and ${free.length} costs: nothing is left to judge the fit by. Measure more, or fit fewer costs.`]
      : []),
    ...scaled.flatMap((value, place) =>
      value <= 0 || value >= 1
        ? [`${nameOf(place)} is at the end of its range: the measured values ask for more than the range, or another cost is wrong.`]
        : [],
    ),
    ...certainty.standardErrors.flatMap((error, place) =>
      NORMAL_95 * error >= 1 ? [`The values do not determine ${nameOf(place)}: measure where it matters, or leave it out.`] : [],
    ),
    ...certainty.correlated.map(
      ({ one, other, correlation }) =>
        `The values hardly tell ${nameOf(one)} from ${nameOf(other)} (correlation ${correlation.toFixed(2)}): what one has too much the other has too little.`,
    ),
  ];
}

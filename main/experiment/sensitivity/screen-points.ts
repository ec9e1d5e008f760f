/** Screening: each uncertain cost of a point is set to both ends of its range, one at a time, and the change of its figures is measured. */
import { screenedMetrics, type ScreenedMetric, type Sensitivity } from '../../../shared/result/schema.ts';
import type { UncertainCost } from '../../engine/costs/uncertain-costs.ts';
import { uncertainCosts } from '../../engine/costs/uncertain-costs.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import { inParallel } from '../in-parallel.ts';
import type { PlannedPoint } from '../plan.ts';
import { pointMetrics, type MetricValues } from '../point-metrics.ts';
import { progressAfter } from '../progress.ts';
import type { StudyOptions } from '../study.ts';

/** A cost on its way: metrics at both ends, null while they are not known. */
interface CostState {
  readonly cost: UncertainCost;
  used: boolean;
  low: MetricValues | null;
  high: MetricValues | null;
}

interface PointState {
  readonly point: PlannedPoint;
  readonly costs: readonly CostState[];
  base: { readonly metrics: MetricValues; readonly fingerprint: string } | null;
  refused: boolean;
  failed: boolean;
}

/**
 * Sensitivity of the points by their identity. All simulations have the packets of the first replication. A point that is refused, whose simulation
 * failed, or that was not finished when the signal was aborted has none.
 */
export async function screenPoints(points: readonly PlannedPoint[], options: StudyOptions): Promise<ReadonlyMap<string, Sensitivity>> {
  const { executor, signal, clock } = options;
  const states = points.map((point): PointState => ({
    point,
    costs: uncertainCosts(point.scenario).map((cost) => ({ cost, used: true, low: null, high: null })),
    base: null,
    refused: false,
    failed: false,
  }));
  const total = states.reduce((sum, { costs }) => sum + 1 + 2 * costs.length, 0);
  const beganMs = clock();
  let done = 0;
  const advance = (steps: number): void => {
    done += steps;
    options.onProgress(progressAfter(done, total, clock() - beganMs));
  };
  const simulate = async (state: PointState, costs: Readonly<Record<string, number>>): Promise<RunRecord | null> => {
    const { scenario, choice } = state.point;
    try {
      return await executor.run(
        { scenario: { ...scenario, costs: { ...scenario.costs, ...costs } }, technique: choice, replication: 0 },
        signal,
      );
    } catch {
      state.failed = true;
      return null;
    }
  };
  const screenBase = async (state: PointState): Promise<void> => {
    const record = await simulate(state, {});
    state.refused = record !== null && record.refusal !== null;
    if (record && !state.refused) state.base = { metrics: pointMetrics(record), fingerprint: record.fingerprint };
    advance(1);
  };
  /** A cost that changes nothing at one end is not used by the technique: the other end is not simulated. */
  const screenCost = async (state: PointState, one: CostState): Promise<void> => {
    const { base } = state;
    const { name, value, low, high } = one.cost;
    const first = high > value ? 'high' : 'low';
    const record = base && (await simulate(state, { [name]: first === 'high' ? high : low }));
    if (!base || !record) return advance(2);
    one[first] = pointMetrics(record);
    one.used = record.fingerprint !== base.fingerprint || !isSame(one[first], base.metrics);
    if (first === 'low' || low === value) one[first === 'low' ? 'high' : 'low'] = base.metrics;
    if (!one.used || one.low !== null) return advance(2);
    advance(1);
    const other = await simulate(state, { [name]: low });
    one.low = other && pointMetrics(other);
    advance(1);
  };
  advance(0);
  await inParallel(
    states.map((state) => () => screenBase(state)),
    executor.workers,
    signal,
  );
  await inParallel(
    states.flatMap((state) => state.costs.map((one) => () => screenCost(state, one))),
    executor.workers,
    signal,
  );
  return new Map(
    states.flatMap((state) => {
      const sensitivity = sensitivityOf(state);
      return sensitivity ? [[state.point.id, sensitivity] as const] : [];
    }),
  );
}

function sensitivityOf({ base, costs, failed }: PointState): Sensitivity | null {
  if (!base || failed) return null;
  const ranked: Sensitivity['costs'] = [];
  for (const { cost, used, low, high } of costs) {
    if (!used) continue;
    if (!low || !high) return null;
    const { name, unit, provenance, value } = cost;
    const changes = screenedMetrics.map((metric) => ({
      metric,
      atLow: changeOf(metric, low, base.metrics),
      atHigh: changeOf(metric, high, base.metrics),
    }));
    const largest = Math.max(...changes.flatMap(({ atLow, atHigh }) => [Math.abs(atLow ?? 0), Math.abs(atHigh ?? 0)]));
    ranked.push({ name, unit, provenance, value, low: cost.low, high: cost.high, changes, largest });
  }
  if (costs.some(({ used, low, high }) => used && !(low && high))) return null;
  ranked.sort((one, other) => other.largest - one.largest || (one.name < other.name ? -1 : 1));
  return { costs: ranked, unused: costs.length - ranked.length };
}

/** Relative; null where there is nothing to relate to. */
function changeOf(metric: ScreenedMetric, changed: MetricValues, base: MetricValues): number | null {
  return base[metric] === 0 ? (changed[metric] === 0 ? 0 : null) : changed[metric] / base[metric] - 1;
}

function isSame(one: MetricValues, other: MetricValues): boolean {
  return screenedMetrics.every((metric) => one[metric] === other[metric]);
}

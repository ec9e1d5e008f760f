/** The measurement that would narrow the least certain of the fitted costs most: candidates near the scenario, by what linear theory says of each. */
import type { Calibration } from '../../../shared/calibration/schema.ts';
import { metricTitle } from '../../../shared/result/metric-titles.ts';
import type { MetricName } from '../../../shared/result/schema.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import type { Scenario, SettingValue } from '../../../shared/scenario/schema.ts';
import { applySetting } from '../../../shared/scenario/settings.ts';
import { catalogue } from '../../engine/costs/catalogue.ts';
import { planRun, type PlannedPoint } from '../plan.ts';
import type { SimulatePoints } from './calibrate.ts';
import { remainingError, type Certainty } from './certainty.ts';
import { costsAt, placesAround, type FreeCost } from './free-costs.ts';

export interface FittedState {
  readonly scenario: Scenario;
  /** That were measured. */
  readonly points: readonly PlannedPoint[];
  readonly metrics: readonly MetricName[];
  readonly free: readonly FreeCost[];
  readonly scaled: readonly number[];
  readonly certainty: Certainty;
}

const FRAMES = [64, 512, 1518];
const LOADS = [30, 95];
export const MOST_CANDIDATES = 24;
/** What leaves more than this of an interval is no advice. */
const WORTH_WHILE = 0.98;

/** @param weight of the new value: 1 / its relative standard deviation. */
export async function nextExperiment(state: FittedState, simulate: SimulatePoints, weight: number): Promise<Calibration['next']> {
  const { inverseInformation, standardErrors } = state.certainty;
  if (!inverseInformation) return null;
  const widest = standardErrors.indexOf(Math.max(...standardErrors));
  const candidates = candidatesOf(state);
  const changes = await derivativesOf(state, candidates, simulate);
  const options = candidates.flatMap((candidate, place) =>
    state.metrics.map((metric) => {
      const derivatives = changes.map((change) => weight * (change[place]?.[metric] ?? 0));
      return { candidate, metric, remaining: remainingError(inverseInformation, widest, derivatives) };
    }),
  );
  const [best] = options.toSorted((one, other) => one.remaining - other.remaining);
  const parameter = state.free[widest]?.parameter.name;
  if (!best || parameter === undefined || best.remaining > WORTH_WHILE) return null;
  const { candidate, metric, remaining } = best;
  const settings = Object.entries(candidate.settings).map(([path, value]) => `${path} = ${value}`);
  const where = [candidate.technique, ...settings].join(', ');
  return {
    parameter,
    technique: candidate.technique,
    settings: { ...candidate.settings },
    metric,
    remaining,
    sentence: `Measure ${metricTitle(metric).toLowerCase()} of ${where}: the interval of ${parameter} shrinks to about ${Math.round(100 * remaining)} % of its width.`,
  };
}

/** Points with other frames, loads and numbers of VMs, of the techniques of the scenario, that were not measured. */
function candidatesOf({ scenario, points }: FittedState): readonly PlannedPoint[] {
  const [flow] = scenario.flows;
  const hasSize = flow !== undefined && 'size' in flow.traffic && flow.traffic.size?.kind === 'fixed';
  const hasLoad = flow !== undefined && 'load' in flow.traffic;
  const changes: readonly (readonly [string, SettingValue])[] = [
    ...(hasSize ? FRAMES.map((bytes) => ['flows.0.traffic.size.frameBytes', bytes] as const) : []),
    ...(hasLoad ? LOADS.map((load) => ['flows.0.traffic.load', load] as const) : []),
    ['vms.0.count', Math.max(1, Math.floor((scenario.vms[0]?.count ?? 1) / 2))],
    ['vms.0.count', 2 * (scenario.vms[0]?.count ?? 1)],
  ];
  const plain: Scenario = { ...scenario, method: { ...scenario.method, kind: 'fixed-load', sweep: [] } };
  const measured = new Set(points.map(({ id }) => id));
  return changes
    .flatMap(([path, value]) => {
      const { scenario: changed } = checkScenario(applySetting(plain, path, value), catalogue);
      if (!changed) return [];
      return planRun(changed).map((point) => ({ ...point, settings: { [path]: value }, id: `${point.technique} ${path}=${value}` }));
    })
    .filter(({ id }) => !measured.has(id))
    .slice(0, MOST_CANDIDATES);
}

/** By parameter and candidate: relative change of each metric over the range of the parameter. */
async function derivativesOf({ free, scaled, metrics }: FittedState, candidates: readonly PlannedPoint[], simulate: SimulatePoints) {
  const changes: Partial<Record<MetricName, number>>[][] = [];
  for (const place of free.keys()) {
    const around = placesAround(scaled, place);
    const [low, high] = [await simulate(candidates, costsAt(free, around.low)), await simulate(candidates, costsAt(free, around.high))];
    changes.push(
      candidates.map((_, candidate) =>
        Object.fromEntries(
          metrics.map((metric) => {
            const [one, other] = [low[candidate]?.metrics[metric]?.mean ?? 0, high[candidate]?.metrics[metric]?.mean ?? 0];
            return [metric, one > 0 ? (other / one - 1) / around.width : 0];
          }),
        ),
      ),
    );
  }
  return changes;
}

/** Elementary-effects screening of points: settings and uncertain costs together, so that what acts only together with others is found too. */
import { screenedMetrics, type ParameterScreening } from '../../../shared/result/schema.ts';
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { inParallel } from '../in-parallel.ts';
import type { PlannedPoint } from '../plan.ts';
import { pointMetrics, type MetricValues } from '../point-metrics.ts';
import { progressAfter } from '../progress.ts';
import type { StudyOptions } from '../study.ts';
import { applyChange } from '../what-next/apply-change.ts';
import { elementaryEffects, LEVELS, trajectories, type Trajectory } from './elementary-effects.ts';
import { factorsOf, type Factor } from './factors.ts';

/** The fewest that Morris uses: a mean and a deviation of four effects for each factor. */
export const TRAJECTORIES = 4;

interface PointState {
  readonly point: PlannedPoint;
  readonly candidates: readonly Factor[];
  /** Those that change anything at one of their ends. */
  readonly used: Set<Factor>;
  base: RunRecord | null;
  failed: boolean;
}

/** By identity of the points. A point that is refused, whose simulation failed, or that was not finished when the signal was aborted has none. */
export async function screenParameters(
  points: readonly PlannedPoint[],
  options: StudyOptions,
): Promise<ReadonlyMap<string, ParameterScreening>> {
  const { executor, signal, clock, onProgress } = options;
  const states = points.map((point): PointState => ({
    point,
    candidates: factorsOf(point.scenario, point.choice),
    used: new Set(),
    base: null,
    failed: false,
  }));
  const beganMs = clock();
  let done = 0;
  // Until it is known which factors are used, as if all were.
  let total = states.reduce((sum, { candidates }) => sum + 1 + 2 * candidates.length + TRAJECTORIES * (candidates.length + 1), 0);
  const advance = (): void => onProgress(progressAfter(++done, total, clock() - beganMs));
  const simulate = async (state: PointState, task: SimulationTask): Promise<RunRecord | null> => {
    try {
      return await executor.run(task, signal);
    } catch {
      state.failed = true;
      return null;
    } finally {
      advance();
    }
  };
  onProgress(progressAfter(0, total, 0));
  await inParallel(
    states.map((state) => async () => {
      const record = await simulate(state, { scenario: state.point.scenario, technique: state.point.choice, replication: 0 });
      if (record?.refusal === null) state.base = record;
    }),
    executor.workers,
    signal,
  );
  const measured = states.filter(({ base }) => base !== null);
  await inParallel(
    measured.flatMap((state) =>
      state.candidates.flatMap((factor) =>
        [0, factor.levels.length - 1].map((level) => async () => {
          const task = taskAt(state.point, [factor], [level]);
          const record = task && (await simulate(state, task));
          if (record && state.base && differs(record, state.base)) state.used.add(factor);
        }),
      ),
    ),
    executor.workers,
    signal,
  );
  const walks = measured.map((state) => walkOf(state, TRAJECTORIES));
  total = done + walks.reduce((sum, { paths }) => sum + paths.reduce((count, { points: at }) => count + at.length, 0), 0);
  await inParallel(
    walks.flatMap((walk) =>
      walk.paths.flatMap(({ points: at }, number) =>
        at.map((place, index) => async () => {
          const task = taskAt(walk.state.point, walk.factors, place.map(levelOf));
          if (!task) return advance();
          const record = await simulate(walk.state, task);
          const values = walk.values[number];
          if (values && record?.refusal === null) values[index] = pointMetrics(record);
        }),
      ),
    ),
    executor.workers,
    signal,
  );
  if (signal.aborted) return new Map();
  return new Map(walks.filter(({ state }) => !state.failed).map((walk) => [walk.state.point.id, resultOf(walk)]));
}

/** The trajectories of a point, on their way. */
interface Walk {
  readonly state: PointState;
  readonly factors: readonly Factor[];
  readonly paths: readonly Trajectory[];
  /** By trajectory and point; null: not known, or no scenario that can be run. */
  readonly values: (MetricValues | null)[][];
}

function walkOf(state: PointState, count: number): Walk {
  const factors = state.candidates.filter((factor) => state.used.has(factor));
  const paths = trajectories(factors.length, count, state.point.scenario.method.seed);
  return { state, factors, paths, values: paths.map(({ points }) => points.map(() => null)) };
}

function resultOf({ state, factors, paths, values }: Walk): ParameterScreening {
  const base = state.base && pointMetrics(state.base);
  const byMetric = screenedMetrics.map((metric) => {
    const scale = base?.[metric] ?? 0;
    const relative = values.map((path) => path.map((one) => (one === null || scale === 0 ? null : one[metric] / scale)));
    return elementaryEffects(factors.length, paths, relative);
  });
  const ranked = factors.map(({ path, kind, levels }, number) => {
    const effects = screenedMetrics.map((metric, at) => ({
      metric,
      ...(byMetric[at]?.[number] ?? { mean: 0, meanSize: 0, deviation: 0, count: 0 }),
    }));
    return {
      path,
      kind,
      low: levels[0] ?? '',
      high: levels.at(-1) ?? '',
      effects,
      largest: Math.max(...effects.map(({ meanSize }) => meanSize)),
    };
  });
  ranked.sort((one, other) => other.largest - one.largest || (one.path < other.path ? -1 : 1));
  return { trajectories: paths.length, factors: ranked, unused: state.candidates.length - factors.length };
}

/** The point with factors at these levels; null where that is no scenario that can be run. */
function taskAt({ scenario, choice }: PlannedPoint, factors: readonly Factor[], levels: readonly number[]): SimulationTask | null {
  const settings = factors.map(({ path, levels: values }, number) => ({ path, value: values[levels[number] ?? 0] ?? 0 }));
  const changed = applyChange(scenario, choice, { title: '', settings });
  return changed.ok ? { scenario: changed.scenario, technique: changed.choice, replication: 0 } : null;
}

/** Level of a factor at this place of the unit cube. */
function levelOf(place: number): number {
  return Math.round(place * (LEVELS - 1));
}

function differs(record: RunRecord, base: RunRecord): boolean {
  const [one, other] = [pointMetrics(record), pointMetrics(base)];
  return record.fingerprint !== base.fingerprint || screenedMetrics.some((metric) => one[metric] !== other[metric]);
}

/**
 * What would help: every change that a person can make to a point is simulated with the same packets as the point itself, replication by replication
 * (common random numbers), and the changes are ranked by their gain, with the interval of the paired differences.
 */
import { whatNextMetrics, type WhatNext, type WhatNextMetric } from '../../../shared/result/schema.ts';
import { hasClosedLoop } from '../../../shared/scenario/traffic-loops.ts';
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { inParallel } from '../in-parallel.ts';
import type { PlannedPoint } from '../plan.ts';
import { pointMetrics, type MetricValues } from '../point-metrics.ts';
import { progressAfter } from '../progress.ts';
import type { StudyOptions } from '../study.ts';
import { loadedBeyondCapacity } from '../stability.ts';
import { estimateMean } from '../../../shared/statistics/confidence.ts';
import { applyChange } from './apply-change.ts';
import { candidateChanges, type Change } from './candidate-changes.ts';

/** The point itself, or a change of it, on its way. */
interface Variant {
  readonly change: Change | null;
  readonly task: Omit<SimulationTask, 'replication'>;
  /** By replication; undefined: not known. */
  readonly records: (RunRecord | undefined)[];
}

interface PointState {
  readonly point: PlannedPoint;
  readonly base: Variant;
  readonly variants: readonly Variant[];
  readonly impossible: WhatNext['impossible'];
  failed: boolean;
}

/** By identity of the points. A point whose simulation failed, or that was not finished when the signal was aborted, has none. */
export async function measureChanges(points: readonly PlannedPoint[], options: StudyOptions): Promise<ReadonlyMap<string, WhatNext>> {
  const { executor, signal, clock, onProgress } = options;
  const states = points.map(stateOf);
  const beganMs = clock();
  let done = 0;
  const jobs = states.flatMap((state) =>
    [state.base, ...state.variants].flatMap((variant) =>
      variant.records.map((_, replication) => async () => {
        try {
          variant.records[replication] = await executor.run({ ...variant.task, replication }, signal);
        } catch {
          state.failed = true;
        }
        onProgress(progressAfter(++done, jobs.length, clock() - beganMs));
      }),
    ),
  );
  onProgress(progressAfter(0, jobs.length, 0));
  await inParallel(jobs, executor.workers, signal);
  return new Map(
    states.flatMap((state) => {
      const found = resultOf(state);
      return found ? [[state.point.id, found] as const] : [];
    }),
  );
}

function stateOf(point: PlannedPoint): PointState {
  const { scenario, choice, settings } = point;
  const variantOf = (change: Change | null, task: Variant['task']): Variant => ({
    change,
    task,
    records: Array.from({ length: scenario.method.replications }, () => undefined),
  });
  const variants: Variant[] = [];
  const impossible: WhatNext['impossible'] = [];
  for (const change of candidateChanges(scenario, choice)) {
    // What a sweep varies is answered by the sweep.
    if (change.settings.some(({ path }) => Object.hasOwn(settings, path))) continue;
    const changed = applyChange(scenario, choice, change);
    if (changed.ok) variants.push(variantOf(change, { scenario: changed.scenario, technique: changed.choice }));
    else impossible.push({ title: change.title, reason: changed.reason });
  }
  return { point, base: variantOf(null, { scenario, technique: choice }), variants, impossible, failed: false };
}

function resultOf({ point, base, variants, impossible, failed }: PointState): WhatNext | null {
  const before = complete(base);
  if (failed || !before || before.some(({ refusal }) => refusal !== null)) return null;
  const measure = hasClosedLoop(point.scenario) || before.some(loadedBeyondCapacity) ? 'deliveredBps' : 'latencyMeanNs';
  const changes: WhatNext['changes'] = [];
  for (const variant of variants) {
    const after = complete(variant);
    if (!after || !variant.change) return null;
    const pairs = after.map((record, replication) => ({
      after: pointMetrics(record),
      before: pointMetrics(before[replication] ?? record),
    }));
    if (pairs.every((pair) => whatNextMetrics.every((metric) => pair.after[metric] === pair.before[metric]))) continue;
    changes.push({
      title: variant.change.title,
      settings: variant.change.settings.map((setting) => ({ ...setting })),
      effects: whatNextMetrics.map((metric) => ({ metric, ...effectOf(metric, pairs) })),
    });
  }
  const gain = ({ effects }: WhatNext['changes'][number]): number => {
    const percent = effects.find(({ metric }) => metric === measure)?.percent ?? 0;
    return measure === 'latencyMeanNs' ? -percent : percent;
  };
  return { measure, replications: before.length, changes: changes.sort((one, other) => gain(other) - gain(one)), impossible };
}

/** Mean of the relative change over the replications, percent, and the half-width of its 95 % interval; null where there is nothing to relate to. */
function effectOf(
  metric: WhatNextMetric,
  pairs: readonly { readonly after: MetricValues; readonly before: MetricValues }[],
): { readonly percent: number | null; readonly ci95: number | null } {
  if (pairs.some(({ before }) => before[metric] === 0)) return { percent: null, ci95: null };
  const { mean, ci95 } = estimateMean(pairs.map(({ after, before }) => 100 * (after[metric] / before[metric] - 1)));
  return { percent: mean, ci95 };
}

function complete({ records }: Variant): RunRecord[] | null {
  const known = records.filter((record) => record !== undefined);
  return known.length === records.length ? known : null;
}

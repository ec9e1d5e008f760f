/** Runs the scenario of a result again, with the studies of its points: with kept records in place of simulations it is statistics only. */
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { studyKinds, type StudyKind } from '../../shared/result/study-kinds.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { planRun } from '../experiment/plan.ts';
import type { Progress } from '../experiment/progress.ts';
import { runScenario } from '../experiment/run.ts';
import { carryOutStudy } from '../experiment/studies.ts';

export interface DeriveOptions {
  /** Gives the record of each simulation. */
  readonly executor: Executor;
  /** Aborted: the result is not complete. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export async function deriveResult({ scenario, points }: RunResult, options: DeriveOptions): Promise<RunResult> {
  const { signal } = options;
  const onProgress = ({ done, total, secondsLeft }: Progress): void => options.onProgress({ done, total, secondsLeft });
  const asked = { ...options, onProgress, clock: () => performance.now() };
  let derived = await runScenario(scenario, asked);
  const planned = planRun(scenario);
  for (const kind of studyKinds) {
    const studied = new Set(points.filter((point) => point[partOf[kind]] !== undefined).map(({ id }) => id));
    if (studied.size === 0 || signal.aborted) continue;
    const found = await carryOutStudy(
      kind,
      planned.filter(({ id }) => studied.has(id)),
      asked,
    );
    derived = { ...derived, points: derived.points.map((point) => ({ ...point, ...found.get(point.id) })) };
  }
  return { ...derived, complete: derived.complete && !signal.aborted };
}

/** What each study adds to a point. */
const partOf = { costs: 'sensitivity', parameters: 'parameters', 'what-next': 'whatNext' } as const satisfies Readonly<
  Record<StudyKind, keyof PointResult>
>;

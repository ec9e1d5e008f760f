/** The studies of points by kind: each gives parts of a point's result, by the identity of the points that it could finish. */
import type { PointResult } from '../../shared/result/schema.ts';
import type { StudyKind } from '../../shared/result/study-kinds.ts';
import type { PlannedPoint } from './plan.ts';
import { screenParameters } from './morris/screen-parameters.ts';
import { screenPoints } from './sensitivity/screen-points.ts';
import type { StudyOptions } from './study.ts';
import { measureChanges } from './what-next/measure-changes.ts';

export type StudyResult = Pick<PointResult, 'sensitivity' | 'whatNext' | 'parameters'>;

type Study = (points: readonly PlannedPoint[], options: StudyOptions) => Promise<ReadonlyMap<string, StudyResult>>;

const studies: Readonly<Record<StudyKind, Study>> = {
  costs: async (points, options) => keptAs(await screenPoints(points, options), (sensitivity) => ({ sensitivity })),
  parameters: async (points, options) => keptAs(await screenParameters(points, options), (parameters) => ({ parameters })),
  'what-next': async (points, options) => keptAs(await measureChanges(points, options), (whatNext) => ({ whatNext })),
};

/** Found by the identity of the points. */
export function carryOutStudy(kind: StudyKind, points: readonly PlannedPoint[], options: StudyOptions): ReturnType<Study> {
  return studies[kind](points, options);
}

/** The points with what was found of them; only those of which something was. */
export function withFound(points: readonly PointResult[], found: ReadonlyMap<string, StudyResult>): PointResult[] {
  return points.flatMap((point) => {
    const own = found.get(point.id);
    return own ? [{ ...point, ...own }] : [];
  });
}

function keptAs<Found>(found: ReadonlyMap<string, Found>, keep: (one: Found) => StudyResult): ReadonlyMap<string, StudyResult> {
  return new Map([...found].map(([id, one]) => [id, keep(one)]));
}

/** The points of a run, a few at a time: a run may have thousands. In the order of the run; those that were altered are left out. */
import { pointQuerySchema } from '../../shared/contract/point-query.ts';
import type { PointSummary } from '../../shared/result/point-summary.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { Project } from '../project/project.ts';

const AT_ONCE = 64;

/** Without their parts. */
export function* summariesInParts(project: Project, runId: string): Generator<readonly PointSummary[]> {
  let total = 1;
  for (let offset = 0; offset < total; offset += AT_ONCE) {
    const page = project.listPoints(runId, pointQuerySchema.parse({ offset, limit: AT_ONCE }));
    ({ total } = page);
    yield page.points;
  }
}

/** With all their parts. */
export function* pointsInParts(project: Project, runId: string): Generator<readonly PointResult[]> {
  for (const points of summariesInParts(project, runId))
    yield project.readPoints(
      runId,
      points.map(({ id }) => id),
    );
}

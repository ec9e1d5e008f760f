/** The points of a run that figures of a lab name, and no others. */
import type { LabConnection } from '../../../shared/contract/endpoints.ts';
import { MOST_POINTS_OF_PAGE } from '../../../shared/contract/point-query.ts';
import { succeed, type Reply } from '../../../shared/contract/reply.ts';
import { placesOfFigure, type Figure } from '../../../shared/lessons/figure.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import { readWhole } from '../results/points-around.ts';

type Calls = Pick<LabConnection, 'call'>;

export async function readAskedPoints(
  lab: Calls,
  runId: string,
  figures: readonly Figure[],
  signal: AbortSignal,
): Promise<Reply<readonly PointResult[]>> {
  const ids = new Set<string>();
  for (const { technique, at, isLine } of figures.flatMap(placesOfFigure)) {
    const query = { settings: at, techniques: [technique], limit: isLine ? MOST_POINTS_OF_PAGE : 1 };
    const found = await lab.call('run.points', { runId, query }, signal);
    if (!found.ok) return found;
    for (const { id } of found.value.points) ids.add(id);
  }
  return ids.size === 0 ? succeed([]) : readWhole(lab, runId, [...ids], signal);
}

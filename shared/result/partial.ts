/** Points that rest on less than was asked for: of a run that was cancelled, was interrupted, is going on, or of which a simulation failed. */
import { fewestReplications } from '../scenario/stopping.ts';
import type { Scenario } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
import type { PointSummary } from './point-summary.ts';

type Asked = Pick<Scenario, 'method'>;

/** Some replications are there, and some are missing. Refused points have none to miss. */
export function isPartial({ refusal, replications }: PointSummary, scenario: Asked): boolean {
  return refusal === null && replications > 0 && replications < fewestReplications(scenario);
}

/** "2 of 5 replications"; empty for a point that is not partial, and where the scenario is not known. */
export function partialText(point: PointSummary, scenario: Asked | undefined): string {
  if (!scenario || !isPartial(point, scenario)) return '';
  return words().trust.partial.replications(point.replications, fewestReplications(scenario));
}

/** What to read with a chart or table of such points, in a sentence; none for points that are all complete. */
export function partialNotes(points: readonly PointSummary[], scenario: Asked | undefined): readonly string[] {
  const partial = scenario ? points.filter((point) => isPartial(point, scenario)) : [];
  if (!scenario || partial.length === 0) return [];
  const fewest = Math.min(...partial.map(({ replications }) => replications));
  const wanted = fewestReplications(scenario);
  const texts = words().trust.partial;
  if (partial.length === points.length) return [texts.all(wanted, fewest)];
  return [texts.some(partial.length, points.length, wanted, fewest)];
}

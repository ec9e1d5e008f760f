/** Of a run too large to be read whole: the points at one setting with all their parts, and the summaries of those along each numeric axis through it. */
import type { LabConnection } from '../../../shared/contract/endpoints.ts';
import { MOST_POINTS_OF_PAGE, MOST_WHOLE_POINTS } from '../../../shared/contract/point-query.ts';
import { succeed, type Reply } from '../../../shared/contract/reply.ts';
import type { PointSummary } from '../../../shared/result/point-summary.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import type { ChosenSetting, SettingAxis } from './setting-choice.ts';

export interface PointsAround {
  /** The setting that they are around. */
  readonly chosen: ChosenSetting;
  /** Those at the setting. */
  readonly here: readonly PointResult[];
  /** Those with all settings but that of one axis, each once; as long as those are not read, no more than those at the setting. */
  readonly around: readonly PointSummary[];
  readonly isComplete: boolean;
}

/** How far the reading has come, in points. */
export interface ReadingProgress {
  readonly read: number;
  /** 0 while it is not known. */
  readonly total: number;
}

export interface Reading {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReadingProgress) => void;
  /** Those at the setting are there, and the others are read next. Default: nobody waits for them. */
  readonly onHere?: (points: PointsAround) => void;
}

type Calls = Pick<LabConnection, 'call'>;

export async function readPointsAround(
  lab: Calls,
  runId: string,
  axes: readonly SettingAxis[],
  chosen: ChosenSetting,
  reading: Reading,
): Promise<Reply<PointsAround>> {
  const known = new Map<string, PointSummary>();
  const atSetting = await readSummaries(lab, runId, chosen, known, reading);
  if (!atSetting.ok) return atSetting;
  const here = await readWhole(
    lab,
    runId,
    atSetting.value.map(({ id }) => id),
    reading.signal,
  );
  if (!here.ok) return here;
  reading.onHere?.({ chosen, here: here.value, around: here.value, isComplete: false });
  for (const { path } of axes.filter(isNumeric)) {
    const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== path));
    const along = await readSummaries(lab, runId, others, known, reading);
    if (!along.ok) return along;
  }
  return succeed({ chosen, here: here.value, around: [...known.values()], isComplete: true });
}

function isNumeric({ options }: SettingAxis): boolean {
  return options.every(({ setting }) => typeof setting === 'number');
}

/** Page by page; `known` gets them by id. */
async function readSummaries(
  lab: Calls,
  runId: string,
  settings: ChosenSetting,
  known: Map<string, PointSummary>,
  { signal, onProgress }: Reading,
): Promise<Reply<readonly PointSummary[]>> {
  const points: PointSummary[] = [];
  for (;;) {
    const page = await lab.call('run.points', { runId, query: { settings, offset: points.length, limit: MOST_POINTS_OF_PAGE } }, signal);
    if (!page.ok) return page;
    points.push(...page.value.points);
    for (const point of page.value.points) known.set(point.id, point);
    onProgress({ read: points.length, total: page.value.total });
    // A page without points, and yet not the last, is of a run that was changed meanwhile.
    if (points.length >= page.value.total || page.value.points.length === 0) return succeed(points);
  }
}

/** Points with all their parts, in the order of `ids`. */
export async function readWhole(
  lab: Calls,
  runId: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Reply<readonly PointResult[]>> {
  const points: PointResult[] = [];
  for (let first = 0; first < ids.length; first += MOST_WHOLE_POINTS) {
    const reply = await lab.call('run.wholePoints', { runId, pointIds: ids.slice(first, first + MOST_WHOLE_POINTS) }, signal);
    if (!reply.ok) return reply;
    points.push(...reply.value.points);
  }
  return succeed(points);
}

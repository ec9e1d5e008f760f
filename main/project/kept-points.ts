/** Points of runs in the project file: each whole, and beside it its summary, which is all that lists, tables and charts along a sweep read. */
import type { DatabaseSync } from 'node:sqlite';
import type { PointOrder, PointQuery } from '../../shared/contract/point-query.ts';
import { isMeasured, pointSummarySchema, summaryOf, type PointPlace, type PointSummary } from '../../shared/result/point-summary.ts';
import type { TalliedPoint } from '../../shared/result/run-tally.ts';
import { pointSchema, type PointResult } from '../../shared/result/schema.ts';
import type { SettingValue } from '../../shared/scenario/schema.ts';
import { pointDigest, soundPoint, soundSummary, summaryDigest, type SummaryRow } from './rows.ts';
import { mannerKey } from './shown-words.ts';
import { allOf, wordsIn, type SqlPart } from './sql-part.ts';

export interface PointPage {
  /** Points that the query finds, on whatever page. */
  readonly total: number;
  readonly points: readonly PointSummary[];
  /** Of the page: those whose record was altered, and that are left out. */
  readonly altered: number;
}

/** Adds points, or replaces those with the same id: at their place in the run, or without `placeOf` at the end, in the order given. */
export function putPoints(
  database: DatabaseSync,
  runId: string,
  points: readonly PointResult[],
  placeOf?: (pointId: string) => number,
): void {
  const last = database.prepare('SELECT coalesce(max(ordinal), -1) AS ordinal FROM point_summaries WHERE run_id = ?').get(runId);
  let next = Number(last?.['ordinal'] ?? -1) + 1;
  const putPoint = database.prepare(
    `INSERT INTO points (run_id, ordinal, point_id, technique, json, digest) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (run_id, point_id) DO UPDATE
     SET ordinal = excluded.ordinal, technique = excluded.technique, json = excluded.json, digest = excluded.digest
     RETURNING number`,
  );
  const putSummary = database.prepare(
    `INSERT OR REPLACE INTO point_summaries (point, run_id, ordinal, technique, measured, settings, json, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const point of points) {
    const ordinal = placeOf?.(point.id) ?? next++;
    const row = { run_id: runId, ordinal, point_id: point.id, technique: point.technique, json: JSON.stringify(point) };
    const put = putPoint.get(row.run_id, row.ordinal, row.point_id, row.technique, row.json, pointDigest(row));
    const summary = summaryRow(runId, ordinal, summaryOf(point));
    const { technique, measured, settings, json } = summary;
    putSummary.run(Number(put?.['number']), runId, ordinal, technique, measured, settings, json, summaryDigest(summary));
  }
}

function summaryRow(runId: string, ordinal: number, summary: PointSummary): Omit<SummaryRow, 'digest'> {
  return {
    run_id: runId,
    ordinal,
    technique: summary.technique,
    measured: isMeasured(summary) ? 1 : 0,
    settings: JSON.stringify(summary.settings),
    json: JSON.stringify(summary),
  };
}

/** The point of a row, or null when it was altered or does not fit the schema. */
export function pointOf(row: unknown): PointResult | null {
  const sound = soundPoint(row);
  const point = sound === null ? null : pointSchema.safeParse(JSON.parse(sound.json));
  return point?.success ? point.data : null;
}

/** Whole points with these ids, in the order given; those that are not there, or were altered, are left out. */
export function readPoints(database: DatabaseSync, runId: string, ids: readonly string[]): PointResult[] {
  const read = database.prepare('SELECT * FROM points WHERE run_id = ? AND point_id = ?');
  return ids.flatMap((id) => pointOf(read.get(runId, id)) ?? []);
}

/** Where the points of a run lie: each combination of settings once, in the order of the run. */
export function readPlaces(database: DatabaseSync, runId: string): PointPlace[] {
  return database
    .prepare(`SELECT settings, max(measured) AS measured FROM point_summaries WHERE run_id = ? GROUP BY settings ORDER BY min(ordinal)`)
    .all(runId)
    .map(({ settings, measured }) => ({
      settings: JSON.parse(String(settings)) as Record<string, SettingValue>,
      measured: measured === 1,
    }));
}

/** What has been simulated of each point of a run: SQLite reads it out of the summaries. */
export function readTalliedPoints(database: DatabaseSync, runId: string): TalliedPoint[] {
  return database
    .prepare(
      `SELECT json ->> '$.id' AS id, technique, json ->> '$.refusal' AS refusal,
         (json ->> '$.replications') + coalesce(json ->> '$.metrics.deliveredPps.uncertainty.draws', 0) + (json -> '$.measurement' IS NOT NULL) AS simulations
       FROM point_summaries WHERE run_id = ?`,
    )
    .all(runId)
    .map(({ id, technique, refusal, simulations }) => ({
      id: String(id),
      technique: String(technique),
      simulations: Number(simulations),
      refusal: refusal === null ? null : String(refusal),
    }));
}

/**
 * A page of the points of a run: read, sorted and filtered by SQLite, so that the memory that it takes is that of the page. Words are looked for in what
 * `ShownWords` has made.
 */
export function listPoints(database: DatabaseSync, runId: string, query: PointQuery): PointPage {
  const found = conditionsOf(runId, query);
  const order = orderOf(query.order);
  const where = `FROM point_summaries WHERE ${found.sql}`;
  const total = Number(database.prepare(`SELECT count(*) AS total ${where}`).get(...found.values)?.['total']);
  const rows = database
    .prepare(`SELECT * ${where} ORDER BY ${order.sql} LIMIT ? OFFSET ?`)
    .all(...found.values, ...order.values, query.limit, query.offset);
  const points = rows.flatMap((row) => {
    const sound = soundSummary(row);
    const point = sound === null ? null : pointSummarySchema.safeParse(JSON.parse(sound.json));
    return point?.success ? [point.data] : [];
  });
  return { total, points, altered: rows.length - points.length };
}

/** Of `ShownWords`, by the manner in which they are shown. */
const WORDS_IN = '(SELECT words FROM temp.shown_words AS s WHERE s.point = point_summaries.point AND s.manner = ?)';

function conditionsOf(runId: string, { settings, techniques, words, locale, language }: PointQuery): SqlPart {
  return allOf([
    { sql: 'run_id = ?', values: [runId] },
    ...Object.entries(settings).map(([path, value]) => ({
      sql: 'settings ->> ? = ?',
      values: [settingIn(path), typeof value === 'boolean' ? Number(value) : value],
    })),
    ...(techniques === null ? [] : [{ sql: 'technique IN (SELECT value FROM json_each(?))', values: [JSON.stringify(techniques)] }]),
    ...wordsIn({ sql: WORDS_IN, values: [mannerKey({ locale, language })] }, words),
  ]);
}

function orderOf(order: PointOrder | null): SqlPart {
  if (order === null) return { sql: 'ordinal', values: [] };
  const direction = order.descending ? 'DESC' : 'ASC';
  const { sql, values } = keyOf(order);
  return { sql: `${sql} IS NULL, ${sql} ${direction}, ordinal`, values: [...values, ...values] };
}

function keyOf(order: PointOrder): SqlPart {
  switch (order.by) {
    case 'technique':
      return { sql: 'technique COLLATE NOCASE', values: [] };
    case 'replications':
      return { sql: `json ->> '$.replications'`, values: [] };
    case 'metric':
      return { sql: 'json ->> ?', values: [`$.metrics.${order.metric}.mean`] };
    case 'setting':
      return { sql: 'settings ->> ?', values: [settingIn(order.path)] };
  }
}

/** A setting in the JSON of all settings of a point; its path has dots and no quotation marks. */
function settingIn(path: string): string {
  return `$."${path}"`;
}

/** Runs in the project file as lists show them: what they are, and how many points they have. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { runSummarySchema, type RunSummary } from '../../shared/contract/endpoints.ts';
import type { RunQuery } from '../../shared/contract/run-query.ts';
import type { RunPage } from './project.ts';
import { allOf, wordsIn, type SqlPart } from './sql-part.ts';

const NAME = `coalesce(scenario ->> '$.name', '')`;
const POINTS = '(SELECT count(*) FROM point_summaries WHERE run_id = runs.id)';
const TECHNIQUES = `(SELECT json_group_array(coalesce(value ->> '$.label', value ->> '$.name')) FROM json_each(scenario, '$.techniques'))`;
/** Words are looked for where a person reads them. */
const WORDS_IN = `lower(concat_ws(' ', ${NAME}, ${TECHNIQUES}, status, started_at))`;

/** All of them, newest first. */
export function listRuns(database: DatabaseSync): RunSummary[] {
  return summariesOf(database, 'ORDER BY number DESC');
}

export function findRun(database: DatabaseSync, runId: string): RunSummary | null {
  return summariesOf(database, 'WHERE id = ?', runId)[0] ?? null;
}

export function countRuns(database: DatabaseSync): number {
  return Number(database.prepare('SELECT count(*) AS total FROM runs').get()?.['total']);
}

/**
 * A page of the runs: found and counted by SQLite, which reads the points of those on the page only.
 * @param endedRuns runs that have ended, whatever the file says.
 */
export function pageOfRuns(database: DatabaseSync, query: RunQuery, endedRuns: readonly string[]): RunPage {
  const { sql, values } = conditionsOf(query, endedRuns);
  const total = Number(database.prepare(`SELECT count(*) AS total FROM runs WHERE ${sql}`).get(...values)?.['total']);
  return { total, runs: summariesOf(database, `WHERE ${sql} ORDER BY number DESC LIMIT ? OFFSET ?`, ...values, query.limit, query.offset) };
}

function conditionsOf({ runIds, words, ended, leastPoints }: RunQuery, endedRuns: readonly string[]): SqlPart {
  return allOf([
    ...(runIds === null ? [] : [{ sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(runIds)] }]),
    ...(ended ? [{ sql: `(status <> 'running' OR id IN (SELECT value FROM json_each(?)))`, values: [JSON.stringify(endedRuns)] }] : []),
    ...(leastPoints > 0 ? [{ sql: `${POINTS} >= ?`, values: [leastPoints] }] : []),
    ...wordsIn({ sql: WORDS_IN, values: [] }, words),
  ]);
}

function summariesOf(database: DatabaseSync, which: string, ...values: SQLInputValue[]): RunSummary[] {
  const rows = database
    .prepare(
      `SELECT id AS runId, ${NAME} AS scenarioName, started_at AS startedAt, status, message, ${POINTS} AS points, ${TECHNIQUES} AS techniques
       FROM runs ${which}`,
    )
    .all(...values);
  return rows.flatMap((row) => {
    const summary = runSummarySchema.safeParse({ ...row, techniques: JSON.parse(String(row['techniques'])) });
    return summary.success ? [summary.data] : [];
  });
}

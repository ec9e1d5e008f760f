/** The project on an open SQLite file. */
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { runSummarySchema, type RunStatus, type RunSummary } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import { pointSchema, type PointResult, type RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type Scenario } from '../../shared/scenario/schema.ts';
import type { RunRecord } from '../engine/run-record.ts';
import { digestOf } from './digest.ts';
import { deleteMeasurement, insertMeasurement, listMeasurements, placeMeasurement } from './kept-measurements.ts';
import { KeptSimulations } from './kept-simulations.ts';
import type { NewResults, Project, RunStart } from './project.ts';
import { endRun } from './run-ending.ts';
import { pointDigest, runDigest, soundDraft, soundPoint, soundRun } from './rows.ts';
import { saveCopy } from './save-copy.ts';

export interface Opened {
  readonly database: DatabaseSync;
  readonly path: string;
  /** Why the project is read-only; empty when it can be written. */
  readonly readOnlyReason: string;
  /** Lets go of the lock. */
  readonly release: () => void;
}

export class ProjectFile implements Project {
  readonly path: string;
  readonly readOnly: boolean;
  readonly readOnlyReason: string;
  private readonly database: DatabaseSync;
  private readonly release: () => void;
  private readonly simulations: KeptSimulations;

  constructor(opened: Opened) {
    this.path = opened.path;
    this.readOnlyReason = opened.readOnlyReason;
    this.readOnly = opened.readOnlyReason !== '';
    this.database = opened.database;
    this.release = opened.release;
    this.simulations = new KeptSimulations(opened.database);
  }

  readDraft(): unknown {
    const text = soundDraft(this.database.prepare('SELECT json, digest FROM draft').get());
    return text === null ? null : (JSON.parse(text) as unknown);
  }

  writeDraft(draft: unknown): Reply<null> {
    return this.write(() => {
      const json = JSON.stringify(draft ?? null);
      this.database
        .prepare(
          'INSERT INTO draft (id, json, digest) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json, digest = excluded.digest',
        )
        .run(json, digestOf(json));
    });
  }

  listRuns(): RunSummary[] {
    const rows = this.database
      .prepare(
        `SELECT id AS runId, coalesce(scenario ->> '$.name', '') AS scenarioName, started_at AS startedAt, status, message,
           (SELECT count(*) FROM points WHERE run_id = runs.id) AS points, scenario AS techniques
         FROM runs ORDER BY number DESC`,
      )
      .all();
    return rows.flatMap((row) => {
      const scenario = scenarioSchema.safeParse(JSON.parse(String(row['techniques'])));
      const techniques = scenario.success ? scenario.data.techniques.map((choice) => choice.label ?? choice.name) : [];
      const summary = runSummarySchema.safeParse({ ...row, techniques });
      return summary.success ? [summary.data] : [];
    });
  }

  startRun(start: RunStart, scenario: Scenario, seed: number, engineVersion: string): Reply<null> {
    return this.write(() => {
      const run = {
        id: start.runId,
        scenario: JSON.stringify(scenario),
        seed,
        engine_version: engineVersion,
        started_at: start.startedAt,
        status: 'running',
        message: '',
        complete: 0,
      } as const;
      this.database
        .prepare(
          `INSERT INTO runs (id, scenario, seed, engine_version, started_at, status, message, complete, digest)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(run.id, run.scenario, run.seed, run.engine_version, run.started_at, run.status, run.message, run.complete, runDigest(run));
    });
  }

  putPoints(runId: string, points: readonly PointResult[], placeOf?: (pointId: string) => number): Reply<null> {
    if (points.length === 0) return succeed(null);
    return this.write(() => (this.hasRun(runId) ? this.putPointRows(runId, points, placeOf) : noSuchRun(runId)));
  }

  findSimulation(key: string): RunRecord | null {
    return this.simulations.find(key);
  }

  putResults(runId: string, { simulations, used, points, placeOf }: NewResults): Reply<null> {
    return this.write(() => {
      if (!this.hasRun(runId)) return noSuchRun(runId);
      this.simulations.put(runId, simulations);
      this.simulations.claim(runId, used);
      this.putPointRows(runId, points, placeOf);
      return undefined;
    });
  }

  finishRun(runId: string, status: RunStatus, message: string, complete: boolean): Reply<null> {
    return this.write(() => (endRun(this.database, runId, { status, message, complete: complete ? 1 : 0 }) ? undefined : noSuchRun(runId)));
  }

  readRun(runId: string): RunResult | null {
    const run = soundRun(this.database.prepare('SELECT * FROM runs WHERE id = ?').get(runId));
    if (run === null) return null;
    const scenario = scenarioSchema.safeParse(JSON.parse(run.scenario));
    if (!scenario.success) return null;
    const rows = this.database.prepare('SELECT * FROM points WHERE run_id = ? ORDER BY ordinal').all(runId);
    const points = rows.flatMap((row) => {
      const sound = soundPoint(row);
      const point = sound === null ? null : pointSchema.safeParse(JSON.parse(sound.json));
      return point?.success ? [point.data] : [];
    });
    const complete = run.complete === 1 && points.length === rows.length;
    return { scenario: scenario.data, engineVersion: run.engine_version, seed: run.seed, complete, points };
  }

  deleteRun(runId: string): Reply<null> {
    return this.write(() => {
      this.simulations.countAgain();
      const { changes } = this.database.prepare('DELETE FROM runs WHERE id = ?').run(runId);
      return changes === 0 ? noSuchRun(runId) : undefined;
    });
  }

  listMeasurements(): KeptMeasurement[] {
    return listMeasurements(this.database);
  }

  addMeasurement(measurement: KeptMeasurement): Reply<null> {
    const { runId } = measurement;
    return this.write(() => (runId === null || this.hasRun(runId) ? insertMeasurement(this.database, measurement) : noSuchRun(runId)));
  }

  placeMeasurement(id: string, runId: string | null): Reply<null> {
    return this.write(() => {
      if (runId !== null && !this.hasRun(runId)) return noSuchRun(runId);
      return placeMeasurement(this.database, id, runId) ? undefined : noSuchMeasurement(id);
    });
  }

  deleteMeasurement(id: string): Reply<null> {
    return this.write(() => (deleteMeasurement(this.database, id) ? undefined : noSuchMeasurement(id)));
  }

  saveAs(path: string, overwrite: boolean): Promise<Reply<null>> {
    return saveCopy(this.database, this.path, path, overwrite);
  }

  close(): void {
    if (!this.database.isOpen) return;
    this.database.close();
    this.release();
  }

  private putPointRows(runId: string, points: readonly PointResult[], placeOf?: (pointId: string) => number): void {
    const last = this.database.prepare('SELECT coalesce(max(ordinal), -1) AS ordinal FROM points WHERE run_id = ?').get(runId);
    let next = Number(last?.['ordinal'] ?? -1) + 1;
    const put = this.database.prepare(
      `INSERT INTO points (run_id, ordinal, point_id, technique, json, digest) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (run_id, point_id) DO UPDATE
       SET ordinal = excluded.ordinal, technique = excluded.technique, json = excluded.json, digest = excluded.digest`,
    );
    for (const point of points) {
      const ordinal = placeOf?.(point.id) ?? next++;
      const row = { run_id: runId, ordinal, point_id: point.id, technique: point.technique, json: JSON.stringify(point) };
      put.run(row.run_id, row.ordinal, row.point_id, row.technique, row.json, pointDigest(row));
    }
  }

  private hasRun(runId: string): boolean {
    return this.database.prepare('SELECT 1 FROM runs WHERE id = ?').get(runId) !== undefined;
  }

  /** One transaction. The change may name a problem, which undoes it; so does an error of SQLite (a full disk, a file gone). */
  private write(change: () => Reply<null> | void): Reply<null> {
    const name = basename(this.path);
    if (this.readOnly)
      return refuse('read-only', `"${name}" is open read-only. ${this.readOnlyReason} Save it under another name to change it.`);
    try {
      this.database.exec('BEGIN IMMEDIATE');
      const problem = change();
      this.database.exec(problem === undefined ? 'COMMIT' : 'ROLLBACK');
      return problem ?? succeed(null);
    } catch (error) {
      if (this.database.isOpen && this.database.isTransaction) this.database.exec('ROLLBACK');
      this.simulations.countAgain();
      return refuse(
        'failed',
        `"${name}" could not be written: ${error instanceof Error ? error.message : String(error)}. Check the free space and the permissions of the folder; what was saved before is safe.`,
      );
    }
  }
}

function noSuchMeasurement(id: string): Reply<null> {
  return refuse('not-found', `The project has no measurement "${id}". It may have been removed.`, 'id');
}

function noSuchRun(runId: string): Reply<null> {
  return refuse('not-found', `The project has no run "${runId}". It may have been deleted.`);
}

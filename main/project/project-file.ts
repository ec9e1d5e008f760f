/** The project on an open SQLite file. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { RunStatus, RunSummary } from '../../shared/contract/endpoints.ts';
import type { CancelSignal } from '../../shared/contract/cancel-signal.ts';
import type { PointQuery } from '../../shared/contract/point-query.ts';
import type { RunQuery } from '../../shared/contract/run-query.ts';
import { refuse, succeed, type Reply, type ReplyError } from '../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type Scenario } from '../../shared/scenario/schema.ts';
import type { RunRecord } from '../engine/run-record.ts';
import { keepMeasurementRow, keepRunRows, restoreMeasurementRow, restoreRunRows } from './deleted-rows.ts';
import { digestOf } from './digest.ts';
import { HeldBack, inTransaction, type Change, type WritableFile, type Work } from './held-back.ts';
import { deleteMeasurement, insertMeasurement, listMeasurements, placeMeasurement } from './kept-measurements.ts';
import { KeptSimulations, type KeptSimulation } from './kept-simulations.ts';
import type { PointPlace } from '../../shared/result/point-summary.ts';
import type { TalliedPoint } from '../../shared/result/run-tally.ts';
import { labWords } from '../texts/words.ts';
import { listPoints, pointOf, putPoints, readPlaces, readPoints, readTalliedPoints, type PointPage } from './kept-points.ts';
import { countRuns, findRun, listRuns, pageOfRuns } from './kept-runs.ts';
import type { NewResults, Project, RunHead, RunPage, RunStart } from './project.ts';
import { endRun } from './run-ending.ts';
import { runDigest, soundDraft, soundRun } from './rows.ts';
import { isSameFile, saveCopy } from './save-copy.ts';
import { ShownWords } from './shown-words.ts';
import { writeFailureOf } from './sqlite-errors.ts';
import { missingFileProblem, writeProblem } from './write-problem.ts';

export interface Opened {
  readonly database: DatabaseSync;
  readonly path: string;
  /** Whether opening it left the results unchecked. */
  readonly unchecked: boolean;
  /** Why the project is read-only; empty when it can be written. */
  readonly readOnlyReason: string;
  /** Lets go of the lock. */
  readonly release: () => void;
}

export class ProjectFile implements Project {
  readonly path: string;
  readonly unchecked: boolean;
  private reason: string;
  private readonly database: DatabaseSync;
  private readonly release: () => void;
  private readonly file: WritableFile;
  private readonly heldBack = new HeldBack();
  private readonly shownWords: ShownWords;

  constructor(opened: Opened) {
    this.path = opened.path;
    this.unchecked = opened.unchecked;
    this.reason = opened.readOnlyReason;
    this.database = opened.database;
    this.release = opened.release;
    this.shownWords = new ShownWords(opened.database);
    this.file = { database: opened.database, simulations: new KeptSimulations(opened.database) };
  }

  get readOnly(): boolean {
    return this.reason !== '';
  }

  get readOnlyReason(): string {
    return this.reason;
  }

  stopWriting(reason: string): void {
    this.reason = reason;
  }

  get unwritten(): string {
    return this.heldBack.problem;
  }

  writeAgain(): Reply<null> {
    if (!existsSync(this.path)) return missingFileProblem(basename(this.path));
    return this.readOnly ? succeed(null) : this.writeHeldBack();
  }

  readDraft(): unknown {
    return this.heldBack.draftOr(() => this.readSavedDraft());
  }

  writeDraft(draft: unknown): Reply<null> {
    return this.write(
      ({ database }) => {
        const json = JSON.stringify(draft ?? null);
        database
          .prepare(
            'INSERT INTO draft (id, json, digest) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json, digest = excluded.digest',
          )
          .run(json, digestOf(json));
      },
      { kind: 'draft', draft: draft ?? null },
    );
  }

  listRuns(): RunSummary[] {
    return listRuns(this.database).map((run) => this.heldBack.asEnded(run));
  }

  countRuns(): number {
    return countRuns(this.database);
  }

  pageOfRuns(query: RunQuery): RunPage {
    const { total, runs } = pageOfRuns(this.database, query, this.heldBack.endedRuns);
    return { total, runs: runs.map((run) => this.heldBack.asEnded(run)) };
  }

  findRun(runId: string): RunSummary | null {
    const run = findRun(this.database, runId);
    return run === null ? null : this.heldBack.asEnded(run);
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
    return this.write(({ database }) => (hasRun(database, runId) ? putPoints(database, runId, points, placeOf) : noSuchRun(runId)));
  }

  findSimulation(key: string): RunRecord | null {
    return this.file.simulations.find(key);
  }

  simulationsOf(runId: string): Iterable<KeptSimulation> {
    return this.file.simulations.of(runId);
  }

  putResults(runId: string, { simulations, used, points, placeOf }: NewResults): Reply<null> {
    return this.write(
      (file) => {
        if (!hasRun(file.database, runId)) return noSuchRun(runId);
        file.simulations.put(runId, simulations);
        file.simulations.claim(runId, used);
        putPoints(file.database, runId, points, placeOf);
        return undefined;
      },
      { kind: 'results' },
    );
  }

  finishRun(runId: string, status: RunStatus, message: string, complete: boolean): Reply<null> {
    return this.write(
      ({ database }) => (endRun(database, runId, { status, message, complete: complete ? 1 : 0 }) ? undefined : noSuchRun(runId)),
      { kind: 'run-ending', runId, ending: { status, message, complete } },
    );
  }

  readRunHead(runId: string): RunHead | null {
    const run = soundRun(this.database.prepare('SELECT * FROM runs WHERE id = ?').get(runId));
    const scenario = run === null ? null : scenarioSchema.safeParse(JSON.parse(run.scenario));
    if (run === null || !scenario?.success) return null;
    return { scenario: scenario.data, engineVersion: run.engine_version, seed: run.seed, complete: run.complete === 1 };
  }

  readRun(runId: string): RunResult | null {
    const head = this.readRunHead(runId);
    if (head === null) return null;
    const points: PointResult[] = [];
    let complete = head.complete;
    // One row at a time: the text of all of them would take as much memory as the points.
    for (const row of this.database.prepare('SELECT * FROM points WHERE run_id = ? ORDER BY ordinal').iterate(runId)) {
      const point = pointOf(row);
      if (point === null) complete = false;
      else points.push(point);
    }
    return { ...head, complete, points };
  }

  readPlaces(runId: string): PointPlace[] {
    return readPlaces(this.database, runId);
  }

  readTalliedPoints(runId: string): TalliedPoint[] {
    return readTalliedPoints(this.database, runId);
  }

  listPoints(runId: string, query: PointQuery): PointPage {
    if (query.words.trim() !== '') this.shownWords.complete(runId, this.readRunHead(runId), query);
    return listPoints(this.database, runId, query);
  }

  async prepareWords(runId: string, query: PointQuery, signal: CancelSignal): Promise<void> {
    if (query.words.trim() !== '') await this.shownWords.prepare(runId, this.readRunHead(runId), query, signal);
  }

  readPoints(runId: string, ids: readonly string[]): PointResult[] {
    return readPoints(this.database, runId, ids);
  }

  deleteRun(runId: string): Reply<null> {
    return this.write(() => {
      this.file.simulations.countAgain();
      keepRunRows(this.database, runId);
      const { changes } = this.database.prepare('DELETE FROM runs WHERE id = ?').run(runId);
      return changes === 0 ? noSuchRun(runId) : undefined;
    });
  }

  restoreRun(runId: string): Reply<null> {
    return this.write(() => {
      this.file.simulations.countAgain();
      return restoreRunRows(this.database, runId) ? undefined : notDeleted('runId');
    });
  }

  listMeasurements(): KeptMeasurement[] {
    return listMeasurements(this.database);
  }

  addMeasurement(measurement: KeptMeasurement): Reply<null> {
    const { runId } = measurement;
    return this.write(() =>
      runId === null || hasRun(this.database, runId) ? insertMeasurement(this.database, measurement) : noSuchRun(runId),
    );
  }

  placeMeasurement(id: string, runId: string | null): Reply<null> {
    return this.write(() => {
      if (runId !== null && !hasRun(this.database, runId)) return noSuchRun(runId);
      return placeMeasurement(this.database, id, runId) ? undefined : noSuchMeasurement(id);
    });
  }

  deleteMeasurement(id: string): Reply<null> {
    return this.write(() => {
      keepMeasurementRow(this.database, id);
      return deleteMeasurement(this.database, id) ? undefined : noSuchMeasurement(id);
    });
  }

  restoreMeasurement(id: string): Reply<null> {
    return this.write(() => (restoreMeasurementRow(this.database, id) ? undefined : notDeleted('id')));
  }

  saveAs(path: string, overwrite: boolean): Promise<Reply<null>> {
    if (isSameFile(path, this.path)) return Promise.resolve(this.writeAgain());
    return saveCopy({ database: this.database, unwritten: this.heldBack }, path, overwrite);
  }

  close(): void {
    if (!this.database.isOpen) return;
    this.writeHeldBack();
    this.database.close();
    this.release();
  }

  private readSavedDraft(): unknown {
    const text = soundDraft(this.database.prepare('SELECT json, digest FROM draft').get());
    return text === null ? null : (JSON.parse(text) as unknown);
  }

  /** One transaction, after what was held back. Work that the file does not take is held back as well; other changes can be asked for again. */
  private write(change: Change, work?: Work): Reply<null> {
    if (this.readOnly) return refuse('read-only', labWords().project.readOnly.cannotChange(basename(this.path), this.readOnlyReason));
    try {
      this.writeHeldBackOrThrow();
      return inTransaction(this.file, change) ?? succeed(null);
    } catch (error) {
      const problem = this.problemOf(error);
      if (work && writeFailureOf(error) !== 'other') this.heldBack.hold(work, change, problem.message);
      return problem;
    }
  }

  private writeHeldBack(): Reply<null> {
    try {
      this.writeHeldBackOrThrow();
      return succeed(null);
    } catch (error) {
      return this.problemOf(error);
    }
  }

  private writeHeldBackOrThrow(): void {
    if (this.heldBack.isEmpty) return;
    inTransaction(this.file, (file) => this.heldBack.applyTo(file));
    this.heldBack.clear();
  }

  private problemOf(error: unknown): ReplyError {
    this.file.simulations.countAgain();
    return writeProblem(basename(this.path), error);
  }
}

function noSuchMeasurement(id: string): Reply<null> {
  return refuse('not-found', labWords().project.noMeasurement(id), 'id');
}

function noSuchRun(runId: string): Reply<null> {
  return refuse('not-found', labWords().project.noRun(runId));
}

function notDeleted(path: string): Reply<null> {
  return refuse('not-found', labWords().project.nothingDeleted, path);
}

function hasRun(database: DatabaseSync, runId: string): boolean {
  return database.prepare('SELECT 1 FROM runs WHERE id = ?').get(runId) !== undefined;
}

/**
 * An open project: the draft, the runs and their points. Every write is committed when the call returns. A draft, results and the end of a run that cannot
 * be written are refused as `failed` and kept in memory: they are written before the next change that can be, or go into a copy.
 */
import type { RunStatus, RunSummary } from '../../shared/contract/endpoints.ts';
import type { CancelSignal } from '../../shared/contract/cancel-signal.ts';
import type { PointQuery } from '../../shared/contract/point-query.ts';
import type { RunQuery } from '../../shared/contract/run-query.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import type { RunRecord } from '../engine/run-record.ts';
import type { PointPlace } from '../../shared/result/point-summary.ts';
import type { TalliedPoint } from '../../shared/result/run-tally.ts';
import type { PointPage } from './kept-points.ts';
import type { KeptSimulation } from './kept-simulations.ts';

/** What is known of a run when it starts. */
export interface RunStart {
  /** Identity of the run in the project. */
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** A result without its points. */
export type RunHead = Omit<RunResult, 'points'>;

/** What a run has come to know. */
export interface NewResults {
  /** Records to be kept for the run, with which they are deleted. When they take too much room, the oldest of the project are removed. */
  readonly simulations: readonly KeptSimulation[];
  /** Keys of records of earlier runs that it has used: they stay for as long as it does. */
  readonly used: readonly string[];
  /** As of `putPoints`. */
  readonly points: readonly PointResult[];
  readonly placeOf: (pointId: string) => number;
}

export interface RunPage {
  /** Runs that the query finds, on whatever page. */
  readonly total: number;
  readonly runs: readonly RunSummary[];
}

export interface Project {
  /** Absolute path of the file. */
  readonly path: string;
  readonly readOnly: boolean;
  /** Why it is read-only, in a sentence, or empty. */
  readonly readOnlyReason: string;

  /** Whether opening it left the results unchecked: it is large. */
  readonly unchecked: boolean;
  /** From now on it is read-only, for this reason. */
  stopWriting(reason: string): void;

  /** Why work is kept in memory only, in sentences with a remedy; empty: everything is in the file. */
  readonly unwritten: string;
  /** Tries again to write what is kept in memory. */
  writeAgain(): Reply<null>;

  /** The scenario being edited, as typed; null when there is none. */
  readDraft(): unknown;
  writeDraft(draft: unknown): Reply<null>;

  /** Newest first. */
  listRuns(): RunSummary[];
  countRuns(): number;
  /** A page of the runs, newest first, in the time and memory of a page. */
  pageOfRuns(query: RunQuery): RunPage;
  findRun(runId: string): RunSummary | null;
  startRun(start: RunStart, scenario: Scenario, seed: number, engineVersion: string): Reply<null>;
  /**
   * Adds points, or replaces those with the same id, as they are done: at their place in the run, or without `placeOf` at the end, in the order given. All
   * of the call or nothing.
   */
  putPoints(runId: string, points: readonly PointResult[], placeOf?: (pointId: string) => number): Reply<null>;
  /** Record of the simulation with this key, whatever run it was simulated for; null when it is not there or was altered. */
  findSimulation(key: string): RunRecord | null;
  /** Records that are kept for a run, one after the other; those that were altered are left out. */
  simulationsOf(runId: string): Iterable<KeptSimulation>;
  /** Keeps what a run has come to know since the last time, in one transaction: all of it or nothing. */
  putResults(runId: string, results: NewResults): Reply<null>;
  /** Also takes up a run that had ended: its status is then `running`. */
  finishRun(runId: string, status: RunStatus, message: string, complete: boolean): Reply<null>;
  /** Null when there is no such run. A result that does not fit the schema is left out, and the run is then not `complete`. */
  readRun(runId: string): RunResult | null;
  /** Null when there is no such run, or its record was altered. */
  readRunHead(runId: string): RunHead | null;
  /** Where the points of a run lie: each combination of settings once, in the order of the run. */
  readPlaces(runId: string): PointPlace[];
  /** What has been simulated of each point of a run. */
  readTalliedPoints(runId: string): TalliedPoint[];
  /** Makes what `listPoints` looks for words in, with time for others between: of 100,000 points it takes some seconds, once. */
  prepareWords(runId: string, query: PointQuery, signal: CancelSignal): Promise<void>;
  /** A page of the points of a run, without their parts. */
  listPoints(runId: string, query: PointQuery): PointPage;
  /** Whole points with these ids, in the order given; those that are not there, or were altered, are left out. */
  readPoints(runId: string, ids: readonly string[]): PointResult[];
  deleteRun(runId: string): Reply<null>;
  /** Undoes a deletion since the project was opened; the run comes back with all that went with it. */
  restoreRun(runId: string): Reply<null>;

  /** What tools measured, oldest first. */
  listMeasurements(): KeptMeasurement[];
  addMeasurement(measurement: KeptMeasurement): Reply<null>;
  /** Lays a measurement beside a run, or beside none. */
  placeMeasurement(id: string, runId: string | null): Reply<null>;
  deleteMeasurement(id: string): Reply<null>;
  /** Undoes a deletion since the project was opened. */
  restoreMeasurement(id: string): Reply<null>;

  /**
   * Writes a consistent copy to another path, with what is kept in memory; this project stays open where it is. An existing file is replaced only with `overwrite`, and
   * only once the copy is whole: on any failure the old file is as it was.
   */
  saveAs(path: string, overwrite: boolean): Promise<Reply<null>>;
  /** Closes the file and lets go of the lock. Closing twice does nothing. */
  close(): void;
}

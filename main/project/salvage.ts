/** What can still be read of a damaged project goes into a new one. The damaged file is only read. */
import { copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { pointSchema, type PointResult } from '../../shared/result/schema.ts';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { connect } from './connect.ts';
import { readHeader } from './header.ts';
import { createProject } from './open-project.ts';
import { INTERRUPTED_MESSAGE } from './project-format.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import { labWords } from '../texts/words.ts';
import { keptOf } from './kept-measurements.ts';
import { soundDraft, soundMeasurement, soundPoint, soundRun, type RunRow } from './rows.ts';

export interface Salvaged {
  /** Runs recovered, with at least their scenario. */
  readonly runs: number;
  /** Points recovered, of those runs. */
  readonly points: number;
}

/** Row numbers looked up in vain, one after the other, before a table is taken to have ended. */
const LARGEST_GAP = 10_000;

/** Recovers rows whose digests hold, one by one. `intoPath` must not exist (`refused`). */
export function salvageProject(damagedPath: string, intoPath: string): Reply<Salvaged> {
  const header = readHeader(damagedPath);
  if (!header.ok) return header;
  if (existsSync(intoPath)) return refuse('refused', labWords().project.opening.recoveredExists(basename(intoPath)));
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-salvage-'));
  try {
    const copy = join(folder, 'damaged.sqlite');
    copyFileSync(realpathSync(damagedPath), copy);
    // SQLite opens no file shorter than its header says: the missing end is filled with zeros.
    if (header.value.actualBytes < header.value.expectedBytes) truncateSync(copy, header.value.expectedBytes);
    return recover(copy, intoPath);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function recover(copy: string, intoPath: string): Reply<Salvaged> {
  const { runs, points, measurements, draft } = readWhatIsLeft(copy);
  const created = createProject(intoPath);
  if (!created.ok) return created;
  const project = created.value;
  let runCount = 0;
  let pointCount = 0;
  try {
    if (draft !== null) project.writeDraft(draft);
    for (const run of runs) {
      const scenario = scenarioSchema.safeParse(parse(run.scenario));
      if (!scenario.success) continue;
      const found = points.get(run.id) ?? [];
      project.startRun({ runId: run.id, startedAt: run.started_at }, scenario.data, run.seed, run.engine_version);
      project.putPoints(run.id, found);
      const interrupted = run.status === 'running';
      // Points may be missing without a trace: a recovered run is never called complete.
      project.finishRun(run.id, interrupted ? 'cancelled' : run.status, interrupted ? INTERRUPTED_MESSAGE : run.message, false);
      runCount += 1;
      pointCount += found.length;
    }
    const present = new Set(project.listRuns().map(({ runId }) => runId));
    for (const one of measurements) project.addMeasurement(one.runId !== null && present.has(one.runId) ? one : { ...one, runId: null });
  } finally {
    project.close();
  }
  return succeed({ runs: runCount, points: pointCount });
}

interface Remains {
  readonly runs: readonly RunRow[];
  /** Points by run, in their order. */
  readonly points: ReadonlyMap<string, PointResult[]>;
  readonly measurements: readonly KeptMeasurement[];
  readonly draft: unknown;
}

function readWhatIsLeft(copy: string): Remains {
  const database = attempt(() => connect(copy, { timeoutMs: 0 }));
  if (database === null) return { runs: [], points: new Map(), measurements: [], draft: null };
  try {
    const runs = eachRow(database, 'runs').flatMap((row) => soundRun(row) ?? []);
    const rows = eachRow(database, 'points')
      .flatMap((row) => soundPoint(row) ?? [])
      .sort((one, other) => one.ordinal - other.ordinal);
    const points = new Map<string, PointResult[]>();
    for (const row of rows) {
      const point = pointSchema.safeParse(parse(row.json));
      if (point.success) points.set(row.run_id, [...(points.get(row.run_id) ?? []), point.data]);
    }
    const measurements = eachRow(database, 'measurements').flatMap((row) => {
      const sound = soundMeasurement(row);
      return sound === null ? [] : (keptOf(sound) ?? []);
    });
    const text = isPlainTable(database, 'draft')
      ? attempt(() => soundDraft(database.prepare('SELECT json, digest FROM draft WHERE id = 1').get()))
      : null;
    return { runs, points, measurements, draft: text === null ? null : parse(text) };
  } finally {
    attempt(() => database.close());
  }
}

/** Looks up every row number by itself, so that a lost page costs only its own rows. */
function eachRow(database: DatabaseSync, table: 'runs' | 'points' | 'measurements'): unknown[] {
  if (!isPlainTable(database, table)) return [];
  const statement = attempt(() => database.prepare(`SELECT * FROM ${table} WHERE number = ?`));
  if (statement === null) return [];
  const rows: unknown[] = [];
  for (let number = 1, gap = 0; gap < LARGEST_GAP; number += 1) {
    const row = attempt(() => statement.get(number));
    if (row === null || row === undefined) gap += 1;
    else {
      rows.push(row);
      gap = 0;
    }
  }
  return rows;
}

/** A view or a virtual table in its place is no damage but somebody's making: reading it may take for ever. */
function isPlainTable(database: DatabaseSync, name: string): boolean {
  const kind = attempt(() => database.prepare("SELECT type FROM pragma_table_list WHERE schema = 'main' AND name = ?").get(name));
  return (
    kind?.['type'] === 'table' &&
    attempt(() => database.prepare('SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden <> 0').get(name)) === undefined
  );
}

function parse(text: string): unknown {
  return attempt(() => JSON.parse(text) as unknown);
}

/** The value, or null where reading fails: expected everywhere in a damaged file. */
function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

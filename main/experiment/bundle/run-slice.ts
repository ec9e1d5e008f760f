/** One job of a bundle: simulates what its slice of the list still lacks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import { taskKey } from '../executor/task-key.ts';
import { TASK_VERSION } from '../executor/task-version.ts';
import { planRun, type PlannedPoint } from '../plan.ts';
import { runScenario } from '../run.ts';
import { bundleFiles, bundleSchema, type Bundle } from './bundle-format.ts';
import { readRecordFile, writeRecordFile } from './record-file.ts';
import { readBundledScenario, readJsonFile } from './bundled-scenario.ts';
import { onlyPoint, readTaskList, taskOf, type ListedLine } from './task-list.ts';

export interface SliceOptions {
  /** Of the bundle. */
  readonly folder: string;
  /** 0, 1, ...: lines `slice`, `slice + slices`, ... of the list. */
  readonly slice: number;
  readonly onDone: (done: SliceOutcome) => void;
}

export interface SliceOutcome {
  readonly simulated: number;
  /** Had a record already. */
  readonly kept: number;
  /** Reasons of simulations that failed, with their keys. */
  readonly failures: readonly string[];
}

/** Throws an error, with a remedy, when the folder is no bundle of this version or has no such slice. */
export async function runSlice({ folder, slice, onDone }: SliceOptions): Promise<SliceOutcome> {
  const bundle = readBundle(folder);
  if (!(Number.isInteger(slice) && slice >= 0 && slice < bundle.slices))
    throw new Error(`There is no slice ${slice}: the bundle has 0 to ${bundle.slices - 1}. Start one job for each of them.`);
  const lines = readLines(join(folder, bundleFiles.tasks));
  const listed = new Set(lines.map(({ key }) => key));
  const scenario = readBundledScenario(folder, bundle);
  if (scenario === null)
    throw new Error(`${join(folder, bundleFiles.scenario)} is not the scenario that the bundle was made of. Bring it anew from there.`);
  const failures: string[] = [];
  let [simulated, kept] = [0, 0];

  async function recordOf(key: string, task: SimulationTask): Promise<RunRecord> {
    const known = readRecordFile(folder, bundle.scenario, key);
    if (known.kind === 'sound') {
      kept++;
      return known.record;
    }
    // For signals: the simulation itself listens to nothing.
    await nextTurn();
    const record = simulate(task);
    writeRecordFile(folder, bundle.scenario, key, record);
    simulated++;
    onDone({ simulated, kept, failures });
    return record;
  }

  async function recordOrFailure(key: string, task: SimulationTask): Promise<RunRecord | null> {
    try {
      return await recordOf(key, task);
    } catch (error) {
      failures.push(`${key}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  /** What else the point needs, but for what other lines have. */
  async function follow(point: PlannedPoint): Promise<void> {
    await runScenario(onlyPoint(point), {
      executor: {
        workers: 1,
        async run(task) {
          const key = taskKey(task);
          // A search cannot go on without its trials, whoever else has them.
          if (task.trial !== undefined || !listed.has(key))
            return (await recordOrFailure(key, task)) ?? Promise.reject(new Error('it failed'));
          const known = readRecordFile(folder, bundle.scenario, key);
          if (known.kind === 'sound') return known.record;
          throw new Error('another job has it');
        },
        close: () => Promise.resolve(),
      },
      signal: new AbortController().signal,
      onProgress: () => undefined,
      clock: () => 0,
    });
  }

  const own = lines.filter((_, index) => index % bundle.slices === slice);
  const led: number[] = [];
  for (const line of own) {
    const record = await recordOrFailure(line.key, taskOf(line));
    if (record) led.push(...line.leads);
  }
  // Only now: what follows may build on other lines of this slice.
  const planned = planRun(scenario);
  for (const place of led) {
    const point = planned[place];
    if (point) await follow(point);
  }
  return { simulated, kept, failures };
}

function readBundle(folder: string): Bundle {
  const path = join(folder, bundleFiles.bundle);
  const parsed = bundleSchema.safeParse(readJsonFile(path));
  if (!parsed.success)
    throw new Error(`${path} is not there, or is no bundle. Start in the folder of the bundle, or name it with --bundle.`);
  const { version } = parsed.data;
  if (version !== TASK_VERSION)
    throw new Error(
      `The bundle is of version ${version}, its program of ${TASK_VERSION}: files of two bundles are mixed. Make the bundle anew.`,
    );
  return parsed.data;
}

function readLines(path: string): ListedLine[] {
  try {
    return readTaskList(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path}: ${reason}. Bring the file anew from where the bundle was made.`, { cause: error });
  }
}

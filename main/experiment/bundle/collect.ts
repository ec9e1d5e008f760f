/** Gathers a bundle: runs its scenario again, with records in place of simulations, so that the result is that of a run. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { Executor } from '../executor/executor.ts';
import { taskKey } from '../executor/task-key.ts';
import { TASK_VERSION } from '../executor/task-version.ts';
import { runScenario, type RunProgress } from '../run.ts';
import { BUNDLE_FORMAT, bundleFiles, bundleSchema, recordPath, type Bundle } from './bundle-format.ts';
import { readBundledScenario, readJsonFile } from './bundled-scenario.ts';
import { readRecordFile, writeRecordFile } from './record-file.ts';

export interface OpenBundle {
  readonly folder: string;
  readonly bundle: Bundle;
  readonly scenario: Scenario;
}

/** Says what is wrong with the folder when it is no bundle of this version. */
export function openBundle(folder: string): Reply<OpenBundle> {
  const path = join(folder, bundleFiles.bundle);
  if (!existsSync(path))
    return refuse('not-found', `${folder} is no bundle: there is no ${bundleFiles.bundle} in it. Name the folder of lab run --bundle.`);
  const content = readJsonFile(path);
  const parsed = bundleSchema.safeParse(content);
  if (!parsed.success) {
    const newer = typeof content === 'object' && content !== null && 'format' in content && content.format === BUNDLE_FORMAT;
    return newer
      ? refuse('newer-version', `${path} is not of this version of IOVLab. Collect the bundle with the version that made it.`)
      : refuse('damaged', `${path} is damaged. Bring it anew from where the bundle was made; the records can stay.`);
  }
  const bundle = parsed.data;
  if (bundle.version !== TASK_VERSION)
    return refuse(
      'refused',
      `The bundle ${folder} is of version ${bundle.version}, this is ${TASK_VERSION}: its records cannot be read here. Collect it with that version, or make it anew.`,
    );
  const scenario = readBundledScenario(folder, bundle);
  if (scenario === null)
    return refuse(
      'damaged',
      `${join(folder, bundleFiles.scenario)} is not the scenario that the bundle was made of. Bring it anew from there, or make a bundle of the changed one.`,
    );
  return succeed({ folder, bundle, scenario });
}

export interface CollectOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
  /** Simulates what has no record, and keeps it in the bundle. Default: it is missing. */
  readonly simulateMissing?: Executor | undefined;
}

export interface Collected {
  /** Not complete while records are missing; points without any are left out. */
  readonly result: RunResult;
  readonly found: number;
  readonly missing: number;
  /** Points of the scenario of which nothing is there yet. */
  readonly pointsLeftOut: number;
  /** Files that were not used, with what to do. */
  readonly problems: readonly string[];
}

/** Records are read one after the other; so many are on their way at a time when they are simulated. */
const READ_AT_A_TIME = 8;

export async function collectBundle({ folder, bundle, scenario }: OpenBundle, options: CollectOptions): Promise<Collected> {
  const { simulateMissing } = options;
  const asked = new Set<string>();
  const problems: string[] = [];
  let [found, missing] = [0, 0];
  const executor: Executor = {
    workers: simulateMissing?.workers ?? READ_AT_A_TIME,
    async run(task, signal) {
      const key = taskKey(task);
      const isNew = !asked.has(key);
      asked.add(key);
      const known = readRecordFile(folder, bundle.scenario, key);
      if (known.kind === 'sound') {
        if (isNew) found++;
        return known.record;
      }
      if (simulateMissing) {
        const record = await simulateMissing.run(task, signal);
        writeRecordFile(folder, bundle.scenario, key, record);
        if (isNew) found++;
        return record;
      }
      if (isNew) missing++;
      if (isNew && known.kind !== 'missing')
        problems.push(`${recordPath(folder, key)} ${known.reason}. It is not used; start its jobs again, and it is replaced.`);
      throw new Error(known.kind === 'missing' ? 'it has no record in the bundle yet' : 'its record in the bundle cannot be used');
    },
    close: () => Promise.resolve(),
  };
  const run = await runScenario(scenario, {
    executor,
    signal: options.signal,
    onProgress: options.onProgress,
    clock: () => performance.now(),
  });
  const points = run.points.filter(({ replications, refusal }) => replications > 0 || refusal !== null);
  return {
    result: { ...run, complete: run.complete && missing === 0, points },
    found,
    missing,
    pointsLeftOut: run.points.length - points.length,
    problems: [...problems, ...strangers(folder, bundle, asked)],
  };
}

/** Files among the records that belong to none of the simulations. */
function strangers(folder: string, bundle: Bundle, asked: ReadonlySet<string>): string[] {
  const records = join(folder, bundleFiles.records);
  if (!existsSync(records)) return [];
  return readdirSync(records, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.endsWith('.part'))
    .flatMap(({ name, parentPath }) => {
      const path = join(parentPath, name);
      const key = /^([0-9a-f]{64})\.json$/.exec(name)?.[1];
      if (key !== undefined && asked.has(key)) return [];
      // While others are missing, it is not known yet what they lead to.
      const known = key !== undefined && recordPath(folder, key) === path ? readRecordFile(folder, bundle.scenario, key) : null;
      if (known?.kind === 'sound') return [];
      const reason = known && known.kind !== 'missing' ? known.reason : 'belongs to none of the simulations of this bundle';
      return [`${path} ${reason}. It is not used; remove it.`];
    });
}

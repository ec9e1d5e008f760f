/** Whether an archive's numbers are what its scenario gives: some simulations are made again, and the results are derived from the records of all. */
import type { Finding, Verification } from '../../shared/evidence/verification.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import type { RunRecord, SimulationTask } from '../engine/run-record.ts';
import { RandomStream } from '../engine/kernel/random-stream.ts';
import { shuffled } from '../engine/kernel/shuffled.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import { lookUpFirst, type SimulationStore } from '../experiment/executor/looking-up.ts';
import { taskKey } from '../experiment/executor/task-key.ts';
import { TASK_VERSION } from '../experiment/executor/task-version.ts';
import { deriveResult, type DeriveOptions } from './derive-result.ts';
import { evidenceFiles, recordsFile } from './evidence-format.ts';
import { firstDifference } from './first-difference.ts';
import type { Evidence } from './read-evidence.ts';

export interface VerifyOptions extends DeriveOptions {
  /** Simulations that are made again; more than there are: all. */
  readonly sample: number;
  /** Of the draw of the sample. */
  readonly seed: number;
}

export async function verifyEvidence(
  { manifest, result, records, findings: before }: Evidence,
  options: VerifyOptions,
): Promise<Verification> {
  const { sample, seed, signal } = options;
  const outcome = { engineVersion: manifest.engineVersion, simulations: records.size, seed, points: result.points.length };
  if (manifest.recordVersion !== TASK_VERSION)
    return { ...outcome, verdict: before.length > 0 ? 'different' : 'other-version', simulatedAgain: 0, findings: [...before] };
  const keys = records.keys();
  const drawn = new Set(
    shuffled(keys.length, new RandomStream(seed, 0, 'simulations made again'))
      .slice(0, sample)
      .map((at) => keys[at] ?? ''),
  );
  const again = new Map<string, RunRecord>();
  const asked = new Set<string>();
  const findings: Finding[] = [...before];
  // What is missing cannot be derived: nothing is gained by going on.
  const broken = new AbortController();

  const store: SimulationStore = {
    find(key) {
      asked.add(key);
      return again.get(key) ?? (drawn.has(key) ? null : records.find(key));
    },
    keep(key, record) {
      again.set(key, record);
    },
  };
  const simulateDrawn: Executor = {
    workers: options.executor.workers,
    async run(task, taskSignal) {
      const key = taskKey(task);
      if (!drawn.has(key)) {
        if (!broken.signal.aborted) findings.push({ place: placeOf(key, task), message: 'The archive has no record of this simulation.' });
        broken.abort();
        throw new Error('it has no record in the archive');
      }
      const record = await options.executor.run(task, taskSignal);
      const differs = firstDifference(records.find(key), JSON.parse(JSON.stringify(record)));
      if (differs && !again.has(key))
        findings.push({
          place: `${placeOf(key, task)}: ${differs.path}`,
          message: `It is ${differs.one} in the archive, and ${differs.other} when simulated again.`,
        });
      return record;
    },
    close: () => Promise.resolve(),
  };
  const derived = await deriveResult(result, {
    ...options,
    executor: lookUpFirst(simulateDrawn, store),
    signal: AbortSignal.any([signal, broken.signal]),
  });
  const done = { ...outcome, simulatedAgain: again.size };
  if (signal.aborted) return { ...done, verdict: 'cancelled', findings };
  if (derived.complete) {
    const strangers = keys.filter((key) => !asked.has(key));
    if (strangers.length > 0)
      findings.push({
        place: recordsFile(strangers[0] ?? ''),
        message: `Records that belong to none of the simulations of the run: ${strangers.length}.`,
      });
    const differs = firstDifference(byPoint(result), byPoint(JSON.parse(JSON.stringify(derived)) as typeof derived));
    if (differs)
      findings.push({
        place: `${evidenceFiles.result}: ${differs.path}`,
        message: `It is ${differs.one} in the archive, and ${differs.other} by its simulations.`,
      });
  }
  return { ...done, verdict: findings.length === 0 ? 'identical' : 'different', findings };
}

/** So that a place is named by its point. */
export function byPoint({ points, ...rest }: RunResult): object {
  return { ...rest, points: Object.fromEntries(points.map((point) => [point.id, point])) };
}

function placeOf(key: string, { technique, replication }: SimulationTask): string {
  return `${recordsFile(key)}: ${key.slice(0, 12)} (${technique.label ?? technique.name}, replication ${replication})`;
}

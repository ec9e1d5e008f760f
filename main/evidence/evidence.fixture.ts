/** A run of two simulations with their records, and an archive of it. */
import { strToU8 } from 'fflate';
import type { Reply } from '../../shared/contract/reply.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { createInlineExecutor } from '../experiment/executor/inline.ts';
import { lookUpFirst } from '../experiment/executor/looking-up.ts';
import { runScenario } from '../experiment/run.ts';
import type { Manifest } from './evidence-format.ts';
import { RecordShelf, shelving } from './record-shelf.ts';
import { writeEvidence } from './write-evidence.ts';

export async function simulateSmallRun(): Promise<{ readonly result: RunResult; readonly shelf: RecordShelf }> {
  const scenario = scenarioSchema.parse({
    name: 'Evidence',
    vms: [{ name: 'vm', count: 1 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
    techniques: [{ name: 'sriov' }],
    method: { durationMs: 0.5, replications: 2 },
  });
  const shelf = new RecordShelf();
  const executor = lookUpFirst(createInlineExecutor(), shelving(shelf));
  const signal = new AbortController().signal;
  return { result: await runScenario(scenario, { executor, signal, onProgress: () => undefined, clock: () => 0 }), shelf };
}

export function writeEvidenceOf(path: string, result: RunResult, records: RecordShelf, most?: number): Reply<Manifest> {
  const environment = { node: '', platform: '', release: '', architecture: '', processor: '', processors: 1, memoryBytes: 0 };
  const run = { runId: 'run', startedAt: '2026-01-01T00:00:00.000Z' };
  const parts = { result, run, records, environment, report: strToU8('%PDF'), applicationVersion: '0.1.0' };
  return writeEvidence(path, { ...parts, createdAt: run.startedAt }, most);
}

/**
 * Entry of the program in a bundle: `node run-tasks.mjs [--slice N] [--bundle DIR]`. The slice is otherwise that of the array job: SLURM_ARRAY_TASK_ID, or
 * JOB_COMPLETION_INDEX of Kubernetes. Exit status 0: all simulated; 1: some failed; 2: it could not begin.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setEngineFlags } from '../executor/compiler-settings.ts';
import { runSlice } from './run-slice.ts';

const OLDEST_NODE = 24;
const INDEX_VARIABLES = ['SLURM_ARRAY_TASK_ID', 'JOB_COMPLETION_INDEX'] as const;

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(): Promise<0 | 1> {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE)
    throw new Error(`This is Node ${process.versions.node}; the bundle needs Node ${OLDEST_NODE} or later. Load a newer one.`);
  const { values } = parseArgs({ options: { slice: { type: 'string' }, bundle: { type: 'string' } } });
  const index = values.slice ?? INDEX_VARIABLES.map((name) => process.env[name]).find((value) => value !== undefined);
  if (index === undefined || !/^\d+$/.test(index))
    throw new Error(`Which slice? Give --slice N, or start it as an array job: ${INDEX_VARIABLES.join(' or ')} is not set to a number.`);
  setEngineFlags();
  const folder = values.bundle ?? dirname(fileURLToPath(import.meta.url));
  const { simulated, kept, failures } = await runSlice({
    folder,
    slice: Number(index),
    onDone: (done) => void process.stdout.write(`Slice ${index}: ${done.simulated} simulated, ${done.kept} were done before.\n`),
  });
  for (const failure of failures) process.stderr.write(`A simulation failed: ${failure}\n`);
  process.stdout.write(`Slice ${index} ended: ${simulated} simulated, ${kept} were done before, ${failures.length} failed.\n`);
  return failures.length === 0 ? 0 : 1;
}

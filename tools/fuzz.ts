/**
 * The long run of the fuzz tests: `npm run fuzz [-- INPUTS [SEED]]`. Inputs of all edges together, 100,000 when not given; a seed repeats what fast-check
 * reported. Each edge must do with a gibibyte of memory: more is a failure.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [inputs = '100000', seed] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(inputs) || (seed !== undefined && !/^-?\d+$/.test(seed))) {
  process.stderr.write(`npm run fuzz -- INPUTS [SEED] takes whole numbers, not "${process.argv.slice(2).join(' ')}".\n`);
  process.exit(2);
}
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', 'fuzz/', '--testTimeout=0', '--execArgv=--max-old-space-size=1024'], {
  stdio: 'inherit',
  env: { ...process.env, IOVLAB_FUZZ_INPUTS: inputs, ...(seed === undefined ? {} : { IOVLAB_FUZZ_SEED: seed }) },
});
process.exitCode = status ?? 1;

/** The long run of the test that kills the lab: `npm run test:kill [-- KILLS [SEED]]`, 200 kills when not given. The seed fixes when each of them comes. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [kills = '200', seed = '1'] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(kills) || !/^\d+$/.test(seed)) {
  process.stderr.write(`npm run test:kill -- KILLS [SEED] takes whole numbers, not "${process.argv.slice(2).join(' ')}".\n`);
  process.exit(2);
}
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', 'main/cli/kill.test.ts', '--testTimeout=0'], {
  stdio: 'inherit',
  env: { ...process.env, IOVLAB_KILLS: kills, IOVLAB_KILL_SEED: seed },
});
process.exitCode = status ?? 1;

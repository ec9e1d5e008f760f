import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Heap of the process, MiB: far less than the records of all simulations would take. */
const HEAP_MIB = 96;

it('1,000 points are run in a heap that their records would not fit into, each known for good when it is done', async () => {
  const program = fileURLToPath(new URL('large-run.process.fixture.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MIB}`, program]);
  const { final, recordBytes, simulations, rssMib } = JSON.parse(stdout) as Record<string, number>;
  expect(final).toBe(1000);
  // An object takes more than its text.
  expect(((recordBytes ?? 0) * (simulations ?? 0)) / 2 ** 20).toBeGreaterThan(1.5 * HEAP_MIB);
  expect(rssMib).toBeLessThan(1024);
});

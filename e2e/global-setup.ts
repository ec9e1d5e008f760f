/** Builds page and desktop app once for all tests, when they are older than their sources. */
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../main/start/build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function setUp(): Promise<void> {
  const built = await buildIfStale(root, (text) => process.stderr.write(`${text}\n`));
  if (!built) throw new Error('The lab could not be built: see above.');
}

// eslint-disable-next-line import-x/no-default-export -- Playwright looks for the default export
export default setUp;

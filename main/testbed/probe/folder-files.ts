/** The files of a host below a folder: `/` for this one, another for a tree that was copied from elsewhere. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { OUTPUTS_FOLDER } from '../../../shared/testbed/recorded-tree.ts';
import { DENIED, MISSING, MOST_BYTES, reading, type HostFiles, type Reading } from './host-files.ts';

const PATIENCE_MS = 5000;

/** @param root absolute path. Symbolic links that lead out of it count as missing. */
export function folderFiles(root: string): HostFiles {
  const isOwn = root === '/';
  const top = realpathSync(root);

  function within(path: string): string {
    const real = realpathSync(join(top, path));
    if (isOwn || real === top || real.startsWith(top + sep)) return real;
    throw Object.assign(new Error(`${path} leads out of the tree`), { code: 'ENOENT' });
  }
  const read = (path: string) => attempt(() => reading(textOf(within(path))));

  return {
    read,
    list: (path) => attempt(() => reading(readdirSync(within(path)).sort().join('\n'))),
    target: (path) => attempt(() => reading(readlinkSync(join(top, path)))),
    output: (command) => (isOwn ? outputOf(command) : read(join(OUTPUTS_FOLDER, command.join(' ')))),
  };
}

/** Files of sysfs have no length that can be trusted, and some never end. */
function textOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(MOST_BYTES);
    let length = 0;
    for (let part = -1; part !== 0 && length < MOST_BYTES; length += part) part = readSync(file, bytes, length, MOST_BYTES - length, null);
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

function attempt(look: () => Reading): Reading {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? DENIED : MISSING;
  }
}

function outputOf([program = '', ...words]: readonly string[]): Reading {
  const { status, stdout } = spawnSync(program, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PATIENCE_MS,
    maxBuffer: MOST_BYTES,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return status === 0 ? reading(stdout) : MISSING;
}

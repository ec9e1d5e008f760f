/** Builds page and desktop app when they are missing or older than their sources. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { changeTime, changeTimes, isStale } from './freshness.ts';

/** What the build reads; the tests among it cost a build too many now and then. */
const SOURCES = ['renderer', 'shared', 'main', 'vite.config.ts', 'vite.node.config.ts', 'package.json', 'package-lock.json'];
const PAGE = 'dist/renderer/index.html';

const packageSchema = z.object({ main: z.string().optional() });

/** Whether a build is there and up to date afterwards. */
export async function buildIfStale(root: string, announce: (text: string) => void): Promise<boolean> {
  const { main } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const outputs = [PAGE, ...(main === undefined ? [] : [main])].map((path) => changeTime(join(root, path)));
  if (
    !isStale(
      SOURCES.flatMap((path) => changeTimes(join(root, path))),
      outputs,
    )
  )
    return true;
  announce('Building the lab...');
  return runNpmScript(root, 'build');
}

function runNpmScript(root: string, script: string): Promise<boolean> {
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  return new Promise((resolve) => {
    // Windows starts npm.cmd only through its shell.
    const child = spawn(command, [...first, 'run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: npm === undefined && process.platform === 'win32',
    });
    child.once('error', () => resolve(false));
    child.once('close', (exitCode) => resolve(exitCode === 0));
  });
}

/** Electron's binary: whether it is there, and fetching it. The package itself brings only a script that does so. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartFacts } from './choose-shell.ts';

/** Path of the executable; null when it is not there. */
export function electronPath(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    // Not fetched yet.
    return null;
  }
}

/** Fetching that takes longer than this is announced, ms. */
const PATIENCE_MS = 3000;

/** Fetches the binary with the package's own script, which checks its digest. */
export function fetchElectron(root: string, announce: (text: string) => void): Promise<StartFacts['electron']> {
  const script = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return Promise.resolve({ kind: 'unobtainable', reason: 'its package is not installed' });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    const slow = setTimeout(
      () => announce('Fetching Electron, once (about 120 MB). "npm start -- --browser" does without it.'),
      PATIENCE_MS,
    );
    let complaint = '';
    child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
    child.once('error', (error) => (complaint += error.message));
    child.once('close', (exitCode) => {
      clearTimeout(slow);
      if (exitCode === 0 && electronPath(root) !== null) resolve({ kind: 'there' });
      else resolve({ kind: 'unobtainable', reason: shortReason(complaint) });
    });
  });
}

/** The first line of an error, without the error's class and an address. */
export function shortReason(complaint: string): string {
  const line = complaint.split('\n').find((text) => text.trim() !== '') ?? '';
  const reason = line.trim().replace(/^\w*Error: /, '');
  return reason === '' ? 'no reason given' : reason.slice(0, 120);
}

/** Runs the desktop app until it ends. */
import { spawn } from 'node:child_process';
import type { DesktopEnd } from './choose-shell.ts';
import { shortReason } from './electron-binary.ts';

export interface EndedDesktop extends DesktopEnd {
  /** Its last words, should it not have started. */
  readonly reason: string;
}

/** Of the app's own messages, what is kept for the reason, characters. */
const KEPT_CHARACTERS = 10_000;

export function runDesktop(executable: string, root: string, paths: readonly string[]): Promise<EndedDesktop> {
  const beganMs = performance.now();
  let interrupted = false;
  let words = '';
  // Ctrl+C reaches the app as well; this process waits for it to close its project.
  const interrupt = (): void => void (interrupted = true);
  const environment = { ...process.env };
  delete environment['ELECTRON_RUN_AS_NODE'];
  return new Promise((resolve) => {
    const child = spawn(executable, [root, ...paths], { cwd: root, env: environment, stdio: ['ignore', 'inherit', 'pipe'] });
    const pass = (signal: NodeJS.Signals): void => {
      interrupt();
      child.kill(signal);
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', pass);
    child.stderr.on('data', (data: Buffer) => {
      process.stderr.write(data);
      words = (words + data.toString()).slice(0, KEPT_CHARACTERS);
    });
    const end = (exitCode: number | null): void => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', pass);
      resolve({ exitCode, interrupted, seconds: (performance.now() - beganMs) / 1000, reason: shortReason(words) });
    };
    child.once('error', (error) => {
      words += error.message;
      end(null);
    });
    child.once('close', end);
  });
}

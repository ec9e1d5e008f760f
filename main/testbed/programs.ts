/** Programs of the host: where they are, and what they print when they are run to their end, without a shell. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { MeasuringError } from './measuring-error.ts';

export interface ToolOptions {
  readonly cwd?: string;
  readonly signal: AbortSignal;
  /** An exit status that is not 0 is an answer too. Default false. */
  readonly mayFail?: boolean;
}

export interface ToolResult {
  readonly output: string;
  readonly status: number;
}

/** Rejects with a MeasuringError when the program is not there, or fails; with the signal's reason when aborted. */
export function runTool(program: string, words: readonly string[], { cwd, signal, mayFail = false }: ToolOptions): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(program, words, { cwd, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    const errors: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(signal.reason);
      else if (error.code === 'ENOENT' && mayFail) resolve({ output: '', status: 127 });
      else if (error.code === 'ENOENT') reject(new MeasuringError(`${program} is not installed. Install it and try again.`));
      else reject(error);
    });
    child.on('close', (status) => {
      if (status === 0 || mayFail) resolve({ output: output.join(''), status: status ?? 1 });
      else
        reject(
          new MeasuringError(`\`${[program, ...words].join(' ')}\` ended with status ${status}: ${errors.join('').trim().slice(-500)}`),
        );
    });
  });
}

/** Where a program of the PATH is; null when there is none. */
export function onPath(program: string, path: string = process.env['PATH'] ?? ''): string | null {
  return (
    path
      .split(delimiter)
      .map((folder) => join(folder, program))
      .find(existsSync) ?? null
  );
}

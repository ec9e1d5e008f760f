/** A process that the lab starts and that ends with it, however the lab ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { MeasuringError } from '../../measuring-error.ts';
import { onPath } from '../../programs.ts';

export interface OwnedProcess {
  readonly child: ChildProcess;
  /** What it wrote to standard error so far, the end of it. */
  errors(): string;
  /** Ends it at once, and waits until it has gone. */
  end(): Promise<void>;
}

/** Of util-linux: lets the kernel end the process when its parent ends (prctl(2), PR_SET_PDEATHSIG). */
const DEATH_SIGNAL = 'setpriv';
const MOST_ERRORS = 4000;

/** Words before a command that let it run on these CPUs alone (taskset(1), of util-linux). */
export function confinement(cpus: string | null): readonly string[] {
  return cpus === null ? [] : ['taskset', '--cpu-list', cpus];
}

/** What is started for a command, word by word. */
export function ownedCommand(command: readonly string[], enter: readonly string[] = []): string[] {
  return [...enter, ...(onPath(DEATH_SIGNAL) === null ? [] : [DEATH_SIGNAL, '--pdeathsig', 'KILL']), ...command];
}

/** @param enter words before the command that change where it runs: the kernel forgets the signal when they change whose rights it has. */
export function startOwned(command: readonly string[], enter: readonly string[] = []): OwnedProcess {
  const [first, ...rest] = ownedCommand(command, enter);
  if (first === undefined) throw new Error('No program to start.');
  const child = spawn(first, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-MOST_ERRORS);
  });
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.on('error', (error) => {
      errors += error.message;
      resolve();
    });
  });
  return {
    child,
    errors: () => errors.trim(),
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Resolves with the value of `started`; rejects when the process ends before. */
export async function orEnd<Value>(process: OwnedProcess, name: string, started: Promise<Value>): Promise<Value> {
  const ended = new Promise<never>((_, reject) => {
    process.child.once('close', () => reject(new MeasuringError(`${name} ended at once: ${process.errors() || 'it said nothing'}.`)));
  });
  return Promise.race([started, ended]);
}

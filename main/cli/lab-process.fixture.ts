/** The real command line as a child process, for tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LabProcess {
  /** Resolves as soon as standard output and error together hold the text. */
  saying(text: string): Promise<void>;
  /** The same for a pattern; resolves to what it matched. */
  printing(pattern: RegExp): Promise<string>;
  interrupt(): void;
  /** Ends it as a crash does, with no chance to do anything. */
  kill(): void;
  /** Closes its standard output, as `| head` does. */
  stopReading(): void;
  readonly ended: Promise<Ended>;
}

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/** Starts `lab ...` in the root of the checkout. */
export function startLab(arguments_: readonly string[], environment: Readonly<Record<string, string>> = {}): LabProcess {
  return startProgram(program, arguments_, environment);
}

/** Serves the project from a process of its own; the folder takes what it writes besides. */
export function startServing(project: string, folder: string): LabProcess {
  return startProgram(fileURLToPath(new URL('serve-without-page.fixture.ts', import.meta.url)), [project, folder]);
}

function startProgram(path: string, arguments_: readonly string[], environment: Readonly<Record<string, string>> = {}): LabProcess {
  const child = spawn(process.execPath, [path, ...arguments_], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([status]: (number | null)[]) => ({ status: status ?? null, stdout, stderr }));
  async function until<Found>(what: string, find: () => Found | null): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(`The program ended without saying ${what}: ${stdout}${stderr}`);
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), once(child, 'exit')]);
    }
  }
  return {
    saying: (text) => until(`"${text}"`, () => ((stdout + stderr).includes(text) ? undefined : null)),
    printing: (pattern) => until(String(pattern), () => pattern.exec(stdout)?.[0] ?? null),
    interrupt: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
    stopReading: () => void child.stdout.destroy(),
    ended,
  };
}

export function lab(...arguments_: readonly string[]): Promise<Ended> {
  return startLab(arguments_).ended;
}

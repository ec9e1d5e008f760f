/** `npm start [-- [--browser] [--port N] [PROJECT.iovlab]]`: builds what is missing, then opens the desktop app, or the same lab in the browser. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveUntilInterrupted } from '../web/serve-until-interrupted.ts';
import { buildIfStale } from './build.ts';
import { chooseShell, didNotStart, type StartFacts } from './choose-shell.ts';
import { runDesktop } from './desktop.ts';
import { electronPath, fetchElectron } from './electron-binary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Wishes {
  readonly browser: boolean;
  readonly port: number;
  readonly projectPath: string | null;
}

async function start(wishes: Wishes): Promise<number> {
  if (!(await buildIfStale(root, say))) {
    say('The lab could not be built: see above. "npm ci" installs what the build needs.');
    return 1;
  }
  let facts = factsOf(wishes);
  let shell = chooseShell(facts);
  if (shell.kind === 'fetch-electron') {
    facts = { ...facts, electron: await fetchElectron(root, say) };
    shell = chooseShell(facts);
  }
  if (shell.kind === 'browser') return openInBrowser(wishes, shell.reason);
  const executable = electronPath(root);
  if (executable === null) return openInBrowser(wishes, 'Electron was fetched but is not there');
  const end = await runDesktop(executable, root, wishes.projectPath === null ? [] : [wishes.projectPath]);
  if (didNotStart(end)) return openInBrowser(wishes, `the desktop app did not start: ${end.reason}`);
  return end.interrupted ? 0 : (end.exitCode ?? 1);
}

function factsOf({ browser }: Wishes): StartFacts {
  return {
    platform: process.platform,
    hasDisplay: Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']),
    isSuperuser: process.getuid?.() === 0,
    browserWanted: browser,
    electron: electronPath(root) === null ? { kind: 'missing' } : { kind: 'there' },
  };
}

async function openInBrowser({ port, projectPath }: Wishes, reason: string): Promise<number> {
  if (reason !== '') say(`The desktop app cannot be opened here: ${reason}. The same lab opens in the browser.`);
  return serveUntilInterrupted({ port, open: true, ...(projectPath === null ? {} : { projectPath }) });
}

/** npm runs scripts in the checkout; paths are meant from where the person is. */
function readWishes(words: readonly string[]): Wishes {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  const [project, ...others] = positionals;
  if (others.length > 0) throw new Error('Name one project file at most.');
  const from = process.env['INIT_CWD'] ?? process.cwd();
  return { browser: values.browser, port, projectPath: project === undefined ? null : resolve(from, project) };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

let wishes: Wishes | null = null;
try {
  wishes = readWishes(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
if (wishes) process.exitCode = await start(wishes);

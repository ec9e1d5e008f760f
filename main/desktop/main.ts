/** Entry of the desktop app in Electron's main process. Bundled: the files that it names stand beside the bundle. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, protocol } from 'electron';
import { startApplication } from './application.ts';
import { commandWords } from './command-words.ts';
import { registerPageScheme } from './page-protocol.ts';
import { projectPathsOf, type HandOver } from './project-arguments.ts';
import { runCommand } from './run-command.ts';

const files = {
  pageFolder: resolve(import.meta.dirname, '../renderer'),
  preload: resolve(import.meta.dirname, 'preload.cjs'),
};

const words = commandWords(process.argv);
if (words) void runCommand(app, words, runCommandLine);
else startDesktop();

function startDesktop(): void {
  // In development the first argument names the app's folder.
  const paths = projectPathsOf(process.argv.slice(process.defaultApp ? 2 : 1), process.cwd());
  app.enableSandbox();
  registerPageScheme(protocol);
  if (app.requestSingleInstanceLock({ paths } satisfies HandOver)) startApplication(files, paths);
  else app.quit();
}

/** main/cli/command-line.ts */
interface CommandLineBundle {
  runCommandLine(words: readonly string[]): Promise<number>;
}

/** The command line is a bundle of its own: the desktop app starts without it. */
async function runCommandLine(given: readonly string[]): Promise<number> {
  const bundle = pathToFileURL(resolve(import.meta.dirname, 'cli.js')).href;
  const commandLine = (await import(bundle)) as CommandLineBundle;
  return commandLine.runCommandLine(given);
}

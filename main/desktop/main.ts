/** Entry of the desktop app in Electron's main process. Bundled: the files that it names stand beside the bundle. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, protocol } from 'electron';
import { startApplication } from './application.ts';
import { registerPageScheme } from './page-protocol.ts';
import { projectPathsOf, type HandOver } from './project-arguments.ts';

const files = {
  pageFolder: resolve(import.meta.dirname, '../renderer'),
  preload: resolve(import.meta.dirname, 'preload.cjs'),
  workerFile: pathToFileURL(resolve(import.meta.dirname, 'worker.cjs')),
  checkThreadFile: pathToFileURL(resolve(import.meta.dirname, 'check-thread.js')),
  examplesFolder: installedFolder('examples'),
  labsFolder: installedFolder('labs'),
  validationFolder: installedFolder('validation'),
};
// In development the first argument names the app's folder.
const paths = projectPathsOf(process.argv.slice(process.defaultApp ? 2 : 1), process.cwd());

app.enableSandbox();
registerPageScheme(protocol);
if (app.requestSingleInstanceLock({ paths } satisfies HandOver)) startApplication(files, paths);
else app.quit();

function installedFolder(name: string): URL {
  return new URL(`${pathToFileURL(resolve(import.meta.dirname, '../..', name)).href}/`);
}

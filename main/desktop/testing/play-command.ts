/** Stands in for Electron's binary when the packaged app is called from a shell: `play-command.ts MAIN.js SWITCH... -- WORD...`. */
import { pathToFileURL } from 'node:url';
import { app, stage } from './fake-electron.ts';
import { useFakeElectron } from './use-fake-electron.ts';

useFakeElectron();
const [program = '', , bundle = '', ...words] = process.argv;
process.argv = [program, ...words];
app.once('exited', () => process.exit(stage.exitStatus ?? 1));
await import(pathToFileURL(bundle).href);

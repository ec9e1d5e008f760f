/** Serves a lab from a terminal until Ctrl+C: for `npm start` without the desktop app, and for `lab serve`. */
import { serveLab, type ServeOptions } from './serve-lab.ts';

/** Exit status: 0 after Ctrl+C, 1 when the lab could not be served. Messages go to standard error, the address to standard output. */
export async function serveUntilInterrupted(options: ServeOptions): Promise<number> {
  const served = await serveLab(options);
  if (!served.ok) {
    process.stderr.write(`${served.message}\n`);
    return 1;
  }
  const { address, opened, close } = served.value;
  process.stdout.write(`${address}\n`);
  const how = opened ? 'Your browser is asked to open this address.' : 'Open this address in a browser on this machine.';
  process.stderr.write(`${how} It lets one browser in, once. Ctrl+C ends the lab; everything is saved.\n`);
  await interruption();
  // A second Ctrl+C finds no listener and ends the process at once.
  await close();
  return 0;
}

function interruption(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    const end = (): void => {
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}

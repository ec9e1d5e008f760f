/** A call of the lab from a shell, in the app's process: no window, no page, no display. */
import type { App } from 'electron';

export type CommandApp = Pick<App, 'exit'> & {
  /** The Mac's. */
  readonly dock?: { hide(): void } | undefined;
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
};

/** @param runCommandLine of main/cli, which answers the exit status. */
export async function runCommand(
  app: CommandApp,
  words: readonly string[],
  runCommandLine: (words: readonly string[]) => Promise<number>,
): Promise<void> {
  app.dock?.hide();
  // Electron takes the signals that end a process for itself, and quits: the command ends in its own way, and keeps what it has.
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (!process.emit('SIGTERM')) app.exit(1);
  });
  app.exit(await runCommandLine(words));
}

/** The command line of an installed package. Electron's own process is all that it brings to run JavaScript with (its fuse `runAsNode` is off). */

/** With this the app opens no window: what follows `--` is a call of the lab from a shell. The scripts in build/bin give both. */
export const COMMAND_SWITCH = '--lab-command';

/**
 * Words of the call; null when the desktop app is wanted.
 * @param arguments_ of the process, the program first. Chromium takes what stands before `--` and passes over what comes after it.
 */
export function commandWords(arguments_: readonly string[]): readonly string[] | null {
  const end = arguments_.indexOf('--');
  return end > 0 && arguments_.slice(1, end).includes(COMMAND_SWITCH) ? arguments_.slice(end + 1) : null;
}

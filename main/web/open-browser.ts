/** Opens an address in the person's browser, where there is one to open. */
import { spawn } from 'node:child_process';

export interface Opener {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** The system's own opener; null without a display. */
export function openerOf(
  address: string,
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): Opener | null {
  switch (platform) {
    case 'win32':
      // `start` is a word of cmd; rundll32 takes the address as it is, ampersands and all.
      return { command: 'rundll32', arguments: ['url.dll,FileProtocolHandler', address] };
    case 'darwin':
      return { command: 'open', arguments: [address] };
    default:
      return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? { command: 'xdg-open', arguments: [address] } : null;
  }
}

/** Whether an opener was started. Whether a browser came of it cannot be known: the address is to be printed in any case. */
export function openBrowser(address: string): Promise<boolean> {
  const opener = openerOf(address, process.platform, process.env);
  if (!opener) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener.command, [...opener.arguments], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

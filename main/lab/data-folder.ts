/** Where untitled projects and the list of recent ones are kept, by the custom of each system. */
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** The desktop app, the browser and the command line share the folder; projects in it are locked one by one. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  switch (platform) {
    case 'win32':
      return win32.join(environment['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'IOVLab');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'IOVLab');
    default:
      return posix.join(environment['XDG_DATA_HOME'] || posix.join(home, '.local', 'share'), 'iovlab');
  }
}

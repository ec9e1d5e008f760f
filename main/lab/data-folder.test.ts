import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';

describe('the data folder', () => {
  it.each([
    ['linux', {}, '/home/ada', '/home/ada/.local/share/iovlab'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/iovlab'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/ada', '/home/ada/.local/share/iovlab'],
    ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/IOVLab'],
    ['win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\IOVLab'],
    ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\IOVLab'],
  ] as const)('on %s with %o', (platform, environment, home, folder) => {
    expect(defaultDataFolder(platform, environment, home)).toBe(folder);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkForUpdates, hasUpdateChannel, type Updater } from './updates.ts';

/** A channel that offers `version`, or fails; the person presses `presses` in turn. */
async function check({ version, failure, presses }: { version?: string; failure?: string; presses: readonly number[] }) {
  const asked: string[] = [];
  const done: string[] = [];
  const answers = [...presses];
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    async checkForUpdates() {
      if (failure !== undefined) throw new Error(failure);
      return { isUpdateAvailable: version !== undefined, updateInfo: { version: version ?? '1.0.0' } };
    },
    downloadUpdate: async () => void done.push('downloaded'),
    quitAndInstall: () => void done.push('restarted'),
  };
  await checkForUpdates({
    currentVersion: '1.0.0',
    loadUpdater: async () => updater,
    async ask({ message, detail }) {
      asked.push([message, detail].filter(Boolean).join(' '));
      return { response: answers.shift() ?? 1 };
    },
    note: (text) => done.push(text),
  });
  return { asked, done, updater };
}

describe('looking for updates', () => {
  it('says so when there is none', async () => {
    const { asked, done } = await check({ presses: [] });
    expect(asked).toEqual(['IOVLab 1.0.0 is the newest version.']);
    expect(done).toEqual([]);
  });

  it('loads nothing and installs nothing without being told to', async () => {
    const refused = await check({ version: '1.1.0', presses: [1] });
    expect(refused.done).toEqual([]);
    expect(refused.updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false });
    expect((await check({ version: '1.1.0', presses: [0, 1] })).done).toEqual(['downloaded']);
  });

  it('loads and restarts when the person agrees to both', async () => {
    const { asked, done } = await check({ version: '1.1.0', presses: [0, 0] });
    expect(asked[0]).toContain('IOVLab 1.1.0 is available. Download it?');
    expect(done).toEqual(['downloaded', 'restarted']);
  });

  it('tells why a channel does not answer, and what to do', async () => {
    const { asked, done } = await check({ failure: 'net::ERR_NAME_NOT_RESOLVED', presses: [] });
    expect(asked).toEqual([expect.stringMatching(/cannot be looked for.*ERR_NAME_NOT_RESOLVED.*install a newer package by hand/s)]);
    expect(done).toEqual(['No update: net::ERR_NAME_NOT_RESOLVED']);
  });

  it('is offered only by a package that was built with a channel', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iovlab-resources-'));
    try {
      expect(hasUpdateChannel(folder)).toBe(false);
      writeFileSync(join(folder, 'app-update.yml'), 'provider: generic\n');
      expect(hasUpdateChannel(folder)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

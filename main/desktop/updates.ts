/**
 * Updates, off unless a package was built with a channel (docs/packaging.md), and then only when the person asks: nothing is looked for, loaded or
 * installed by itself. electron-updater checks that what it loads carries the digest that the channel names, and the publisher's signature where there is one.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageBoxOptions } from 'electron';

/** What this needs of electron-updater's `autoUpdater`. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  checkForUpdates(): Promise<{ readonly isUpdateAvailable: boolean; readonly updateInfo: { readonly version: string } } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
}

export interface UpdateParts {
  readonly currentVersion: string;
  /** Loaded when asked for: most packages have no use for it. */
  loadUpdater(): Promise<Updater>;
  ask(options: MessageBoxOptions): Promise<{ readonly response: number }>;
  /** For the log. */
  note(text: string): void;
}

/** Whether the package that runs was built with a channel: electron-builder puts its address beside the app's archive. */
export function hasUpdateChannel(resourcesFolder: string): boolean {
  return existsSync(join(resourcesFolder, 'app-update.yml'));
}

/** Asks the channel, and the person before each step: to load, and to restart. Never throws. */
export async function checkForUpdates({ currentVersion, loadUpdater, ask, note }: UpdateParts): Promise<void> {
  try {
    const updater = await loadUpdater();
    Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false });
    const found = await updater.checkForUpdates();
    if (!found?.isUpdateAvailable) return void (await ask({ type: 'info', message: `IOVLab ${currentVersion} is the newest version.` }));
    const { version } = found.updateInfo;
    if (!(await agrees(ask, `IOVLab ${version} is available. Download it?`, `This is IOVLab ${currentVersion}.`, ['Download', 'Not now'])))
      return;
    await updater.downloadUpdate();
    const question = 'The update is ready. Restart IOVLab to install it?';
    if (await agrees(ask, question, 'Projects are saved already. A run that is going on is asked about.', ['Restart', 'Later']))
      updater.quitAndInstall();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    note(`No update: ${reason}`);
    await ask({
      type: 'warning',
      message: 'Updates cannot be looked for.',
      detail: `${reason}\nCheck the connection and try again, or install a newer package by hand.`,
    });
  }
}

/** Whether the first button was pressed. */
async function agrees(ask: UpdateParts['ask'], message: string, detail: string, buttons: [string, string]): Promise<boolean> {
  const { response } = await ask({ type: 'question', message, detail, buttons, defaultId: 0, cancelId: 1 });
  return response === 0;
}

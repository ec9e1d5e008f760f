/** The desktop app: its windows, menus and files, from the first start to the end. */
import { join } from 'node:path';
import { app, BrowserWindow, clipboard, dialog, Menu, protocol, session, shell } from 'electron';
import packageDescription from '../../package.json' with { type: 'json' };
import type { MenuCommand } from '../../shared/contract/shortcuts.ts';
import { createLog } from '../lab/log/log.ts';
import { takeDownloads } from './downloads.ts';
import { pickFile } from './file-dialogs.ts';
import type { InstalledFiles } from './installed-files.ts';
import { createLabWindow, type LabWindow } from './lab-window.ts';
import { menuTemplate } from './menu.ts';
import { confinePermissions } from './page-confinement.ts';
import { servePage } from './page-protocol.ts';
import { placementFile } from './placement-file.ts';
import { handedOverPaths } from './project-arguments.ts';
import { checkForUpdates, hasUpdateChannel } from './updates.ts';
import { windowForPath } from './window-for-path.ts';

/** @param paths project files to open first. */
export function startApplication(files: InstalledFiles, paths: readonly string[]): void {
  const windows = new Map<number, LabWindow>();
  /** Labs that have lost their window and are still stopping. */
  const stopping = new Set<Promise<void>>();
  const waitingPaths = [...paths];
  let quitting = false;
  const dataFolder = join(app.getPath('userData'), 'lab');
  const log = createLog(dataFolder);

  function openWindow(): LabWindow | null {
    try {
      const userData = app.getPath('userData');
      const window = createLabWindow({
        files,
        dataFolder,
        log,
        placement: placementFile(join(userData, 'window.json')),
        ordinal: windows.size,
        onStay: () => (quitting = false),
      });
      windows.set(window.id, window);
      forgetWhenClosed(window);
      return window;
    } catch (error) {
      dialog.showErrorBox('IOVLab cannot open a window', messageOf(error));
      return null;
    }
  }

  function forgetWhenClosed(window: LabWindow): void {
    BrowserWindow.fromId(window.id)?.once('closed', () => {
      windows.delete(window.id);
      const stopped = window.closed.catch((error: unknown) => dialog.showErrorBox('A project was not closed properly', messageOf(error)));
      stopping.add(stopped);
      void stopped.then(() => {
        stopping.delete(stopped);
        if (quitting || (windows.size === 0 && process.platform !== 'darwin')) app.quit();
      });
    });
  }

  async function openPath(path: string): Promise<void> {
    const choice = await windowForPath(path, [...windows.values()]);
    if (choice.isOpen) return choice.window.show();
    const window = choice.window ?? openWindow();
    if (!window) return;
    const opened = await window.lab.openPath(path);
    window.load();
    window.show();
    if (!opened.ok) dialog.showErrorBox('The project cannot be opened', opened.message);
  }

  /** One after the other, so that two files do not take the same empty window. */
  async function openPaths(given: readonly string[]): Promise<void> {
    for (const path of given) await openPath(path);
    if (windows.size === 0) openWindow()?.load();
  }

  async function openFromDialog(): Promise<void> {
    const path = await pickFile(
      { mode: 'open', kind: 'project', suggestedName: '' },
      {
        dialogs: {
          open: (options) => dialog.showOpenDialog(options),
          save: (options) => dialog.showSaveDialog(options),
          message: (options) => dialog.showMessageBox(options),
        },
        documentsFolder: app.getPath('documents'),
      },
    );
    if (path !== null) await openPath(path);
  }

  function doCommand(command: MenuCommand, windowId: number | undefined): void {
    const window = windows.get(windowId ?? BrowserWindow.getFocusedWindow()?.id ?? -1);
    if (window) window.lab.announce('menu.command', { command });
    else if (command === 'new') openWindow()?.load();
    else if (command === 'open') void openFromDialog();
  }

  /** The one that the person is at, else the newest. */
  function frontWindow(): LabWindow | undefined {
    return windows.get(BrowserWindow.getFocusedWindow()?.id ?? -1) ?? [...windows.values()].at(-1);
  }

  async function copyDiagnostics(): Promise<void> {
    const reply = await frontWindow()?.lab.handlers['lab.diagnostics']({}, new AbortController().signal);
    clipboard.writeText(reply?.ok ? reply.value.text : log.recentLines(300).join('\n'));
  }

  async function lookForUpdates(): Promise<void> {
    await checkForUpdates({
      currentVersion: packageDescription.version,
      loadUpdater: async () => (await import('electron-updater')).default.autoUpdater,
      ask: (options) => dialog.showMessageBox(options),
      note: (text) => log.warn(text),
    });
  }

  function showSomeWindow(): void {
    const window = frontWindow();
    if (window) window.show();
    else openWindow()?.load();
  }

  function begin(): void {
    app.setAboutPanelOptions({ applicationName: 'IOVLab', applicationVersion: packageDescription.version, copyright: 'MIT License' });
    servePage(protocol, files.pageFolder);
    confinePermissions(session.defaultSession);
    const takeDownload = takeDownloads({
      folder: app.getPath('downloads'),
      show: (path) => shell.showItemInFolder(path),
      complain: (message) => dialog.showErrorBox('A file was not exported', message),
    });
    session.defaultSession.on('will-download', (_event, item) => takeDownload(item));
    const template = menuTemplate({
      system: process.platform,
      isDevelopment: !app.isPackaged,
      actions: {
        command: doCommand,
        openWindow: () => openWindow()?.load(),
        openExternally: (address) => void shell.openExternal(address),
        copyDiagnostics: () => void copyDiagnostics(),
        checkForUpdates: hasUpdateChannel(process.resourcesPath) ? () => void lookForUpdates() : null,
        showDataFolder: () => void shell.openPath(app.getPath('userData')),
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    app.on('activate', () => {
      if (windows.size === 0) openWindow()?.load();
    });
    void openPaths(waitingPaths.splice(0));
  }

  app.on('second-instance', (_event, _arguments, _folder, message) => {
    const handedOver = handedOverPaths(message);
    if (handedOver.length === 0) showSomeWindow();
    else void openPaths(handedOver);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (app.isReady()) void openPath(path);
    else waitingPaths.push(path);
  });
  // Helpers of Chromium that end are started again by it; a page is the business of its window.
  app.on('child-process-gone', (_event, { type, reason }) => log.warn(`A process of kind ${type} is gone: ${reason}.`));
  process.on('uncaughtException', (error) => {
    log.error('A fault outside any call', error);
    dialog.showErrorBox('A fault of IOVLab', `${error.message}\nProjects are saved. Help > Copy diagnostics has what a report needs.`);
  });
  // Labs stop after their windows are gone: the app ends when the last of them has.
  app.on('window-all-closed', () => {});
  app.on('before-quit', () => (quitting = true));
  app.on('will-quit', (event) => {
    if (stopping.size > 0) event.preventDefault();
  });
  void app.whenReady().then(begin);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

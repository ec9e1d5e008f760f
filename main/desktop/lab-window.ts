/** One window: a sandboxed page, and a lab of its own behind it. */
import {
  app,
  BrowserWindow,
  dialog,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  screen,
  shell,
  type BrowserWindowConstructorOptions,
} from 'electron';
import { createLab, type Lab } from '../lab/lab.ts';
import type { Log } from '../lab/log/log.ts';
import { guardClose } from './close-guard.ts';
import { pickFile, type Dialogs } from './file-dialogs.ts';
import type { InstalledFiles } from './installed-files.ts';
import { servePort } from './lab-port.ts';
import { PAGE_ADDRESS } from './page-address.ts';
import { confineContents } from './page-confinement.ts';
import { watchPage } from './page-failures.ts';
import type { PlacementFile } from './placement-file.ts';
import { indicateRuns } from './run-indicator.ts';
import { noticeRuns } from './run-notices.ts';
import { boundsFor, SMALLEST_WINDOW } from './window-placement.ts';
import { surfaceColours } from '../../shared/design/palette.ts';

export interface LabWindow {
  readonly id: number;
  readonly lab: Lab;
  /** Settles when the window is closed and its lab has stopped. */
  readonly closed: Promise<void>;
  /** Loads the page from its beginning, where it shows the project that the lab has open. */
  load(): void;
  /** In front of the others, with the keyboard. */
  show(): void;
}

export interface LabWindowOptions {
  readonly files: InstalledFiles;
  readonly dataFolder: string;
  /** Of the app: its windows write into one. */
  readonly log: Log;
  readonly placement: PlacementFile;
  /** Windows that are open already. */
  readonly ordinal: number;
  /** The person was asked whether to close the window, and goes on. */
  readonly onStay: () => void;
}

/** Throws, with a sentence for the user, when the lab's data folder cannot be used. */
export function createLabWindow({ files, dataFolder, log, placement, ordinal, onStay }: LabWindowOptions): LabWindow {
  const lab = createLab({
    kind: 'desktop',
    dataFolder,
    log,
    pickFile: (request) => pickFile(request, { dialogs, documentsFolder: app.getPath('documents') }),
  });

  const last = placement.read();
  const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow({ ...boundsFor(last, workAreas, ordinal), ...appearance(), webPreferences: sandbox(files.preload) });
  const contents = window.webContents;
  const dialogs: Dialogs = {
    open: (options) => dialog.showOpenDialog(window, options),
    save: (options) => dialog.showSaveDialog(window, options),
    message: (options) => dialog.showMessageBox(window, options),
  };

  confineContents(contents, (address) => void shell.openExternal(address));
  servePort(lab, contents.ipc);

  const failures = watchPage({
    ask: dialogs.message,
    reload: () => contents.reload(),
    endPage: () => contents.forcefullyCrashRenderer(),
    closeWindow: () => window.close(),
    note: (text) => lab.log.warn(text),
  });
  contents.on('render-process-gone', (_event, details) => failures.gone(details));
  window.on('unresponsive', () => failures.unresponsive());
  window.on('responsive', () => failures.responsive());

  const endIndicator = indicateRuns(lab, {
    setProgress: (fraction) => window.setProgressBar(fraction),
    stayAwake() {
      const blocker = powerSaveBlocker.start('prevent-app-suspension');
      return () => void powerSaveBlocker.stop(blocker);
    },
  });
  const endNotices = noticeRuns(lab, { isFocused: () => window.isFocused(), notify, now: () => performance.now() });
  lab.subscribe((topic, payload) => {
    if (topic !== 'project.changed' || !('path' in payload) || payload.path === null) return;
    window.setRepresentedFilename(payload.path);
    app.addRecentDocument(payload.path);
  });

  window.once('ready-to-show', () => {
    if (last?.maximized && ordinal === 0) window.maximize();
    window.show();
  });
  window.on('close', guardClose({ isRunning: () => lab.running, ask: dialogs.message, close: () => window.close(), onStay }));
  window.on('close', (event) => {
    if (event.defaultPrevented) return;
    placement.write({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    endIndicator();
    endNotices();
  });
  const closed = new Promise<void>((resolve, reject) => window.once('closed', () => lab.close().then(resolve, reject)));

  function notify(title: string, body: string): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    notification.on('click', () => show());
    notification.show();
  }

  function show(): void {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  return {
    id: window.id,
    lab,
    closed,
    load() {
      // A failure to load shows in the window itself.
      contents.loadURL(PAGE_ADDRESS).catch(() => {});
    },
    show,
  };
}

/** Shown when the page is drawn, and in the colour of its background before, so that nothing flashes. */
function appearance(): BrowserWindowConstructorOptions {
  return {
    show: false,
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: 'IOVLab',
    backgroundColor: nativeTheme.shouldUseDarkColors ? surfaceColours.page.dark : surfaceColours.page.light,
  };
}

/** Pages in the background are slowed down as in a browser: runs go on in other threads, and the page catches up with their progress. */
function sandbox(preload: string): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}

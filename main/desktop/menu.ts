/** The native menus, as a template for Electron: those of a Mac, or those of Windows and Linux. */
import type { MenuItemConstructorOptions } from 'electron';
import { shortcuts, type MenuCommand } from '../../shared/contract/shortcuts.ts';
import { helpLinks } from './external-links.ts';

export interface MenuActions {
  /** Does a command in the window of the given id; undefined when no window is open, which happens on a Mac. */
  command(command: MenuCommand, windowId: number | undefined): void;
  openWindow(): void;
  openExternally(address: string): void;
  showDataFolder(): void;
  /** Puts versions and the end of the log on the clipboard. */
  copyDiagnostics(): void;
  /** Asks the update channel; null where the app has none. */
  readonly checkForUpdates: (() => void) | null;
}

export interface MenuOptions {
  readonly system: NodeJS.Platform;
  /** Adds reloading and the developer tools. */
  readonly isDevelopment: boolean;
  readonly actions: MenuActions;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

export function menuTemplate({ system, isDevelopment, actions }: MenuOptions): Item[] {
  const isMac = system === 'darwin';
  const item = (label: string, command: MenuCommand): Item => ({
    id: command,
    label,
    accelerator: acceleratorOf(command),
    click: (_item, window) => actions.command(command, window?.id),
  });

  const file: Item[] = [
    item('New project', 'new'),
    { id: 'new-window', label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: () => actions.openWindow() },
    item('Open…', 'open'),
    ...(isMac ? [{ role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] } satisfies Item] : []),
    separator,
    item('Save as…', 'save-as'),
    separator,
    item('Export tables as CSV', 'export-csv'),
    item('Export report as PDF', 'export-pdf'),
    separator,
    ...(isMac ? [{ role: 'close' } satisfies Item] : [{ role: 'close' } satisfies Item, { role: 'quit' } satisfies Item]),
  ];
  const edit: Item[] = [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'delete' },
    { role: 'selectAll' },
  ];
  const run: Item[] = [item('Run the scenario', 'run'), item('Cancel the run', 'cancel')];
  const view: Item[] = [
    item('Switch between light and dark', 'toggle-theme'),
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(isDevelopment
      ? [separator, { role: 'reload' } satisfies Item, { role: 'forceReload' } satisfies Item, { role: 'toggleDevTools' } satisfies Item]
      : []),
  ];
  const { checkForUpdates } = actions;
  const updates: Item[] =
    checkForUpdates === null ? [] : [{ id: 'check-for-updates', label: 'Check for updates…', click: () => checkForUpdates() }];
  const help: Item[] = [
    ...helpLinks.map(({ label, address }): Item => ({ label, click: () => actions.openExternally(address) })),
    separator,
    { id: 'copy-diagnostics', label: 'Copy diagnostics', click: () => actions.copyDiagnostics() },
    { id: 'data-folder', label: 'Show the data folder', click: () => actions.showDataFolder() },
    ...updates,
    ...(isMac ? [] : [separator, { role: 'about' } satisfies Item]),
  ];

  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: '&File', submenu: file },
    { label: '&Edit', submenu: edit },
    { label: '&Run', submenu: run },
    { label: '&View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: help },
  ];
}

/** `CmdOrCtrl+Shift+E`, in Electron's notation. The page acts on these keys first (docs/decisions/010-keys-belong-to-the-page.md). */
export function acceleratorOf(command: MenuCommand): string {
  const shortcut = shortcuts.find((candidate) => candidate.command === command);
  if (!shortcut) throw new Error(`The command "${command}" has no keys in shared/contract/shortcuts.ts.`);
  const key = shortcut.key.charAt(0).toUpperCase() + shortcut.key.slice(1);
  return ['CmdOrCtrl', ...(shortcut.shift ? ['Shift'] : []), key].join('+');
}

import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { topics } from '../../shared/contract/endpoints.ts';
import { mayOpenExternally } from './external-links.ts';
import { acceleratorOf, menuTemplate, type MenuActions } from './menu.ts';

type Item = MenuItemConstructorOptions;
const commands = topics['menu.command'].shape.command.options;
const quiet: MenuActions = {
  command: () => {},
  openWindow: () => {},
  openExternally: () => {},
  showDataFolder: () => {},
  copyDiagnostics: () => {},
  checkForUpdates: null,
};

function itemsOf(template: readonly Item[]): Item[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
}
function menuOf(system: NodeJS.Platform, isDevelopment = false, actions: Partial<MenuActions> = {}): Item[] {
  return itemsOf(menuTemplate({ system, isDevelopment, actions: { ...quiet, ...actions } }));
}
function click(item: Item | undefined, windowId?: number): void {
  // Electron passes the item and the key press too; the menu uses the window only.
  (item?.click as ((item: unknown, window: { id: number } | undefined) => void) | undefined)?.(
    undefined,
    windowId === undefined ? undefined : { id: windowId },
  );
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (system) => {
  it('has every command of the contract, with the keys of the page', () => {
    const chosen: unknown[] = [];
    const items = menuOf(system, false, { command: (command, windowId) => chosen.push([command, windowId]) });
    for (const command of commands) {
      const item = items.find(({ id }) => id === command);
      expect(item?.accelerator).toBe(acceleratorOf(command));
      click(item, 7);
    }
    expect(chosen).toEqual(commands.map((command) => [command, 7]));
  });

  it('copies diagnostics, and looks for updates only where the app has a channel', () => {
    const done: string[] = [];
    click(menuOf(system, false, { copyDiagnostics: () => done.push('copied') }).find(({ id }) => id === 'copy-diagnostics'));
    expect(menuOf(system).some(({ id }) => id === 'check-for-updates')).toBe(false);
    const withChannel = menuOf(system, false, { checkForUpdates: () => done.push('looked') });
    click(withChannel.find(({ id }) => id === 'check-for-updates'));
    expect(done).toEqual(['copied', 'looked']);
  });

  it('gives no key to two items', () => {
    const keys = menuOf(system, true).flatMap(({ accelerator }) => (accelerator === undefined ? [] : [String(accelerator)]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('edits text, zooms and fills the screen', () => {
    const roles = menuOf(system).map(({ role }) => role);
    expect(roles).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'zoomIn', 'zoomOut', 'togglefullscreen', 'help']),
    );
  });

  it('reloads and shows developer tools in development only', () => {
    const development = ['reload', 'forceReload', 'toggleDevTools'];
    const roles = (isDevelopment: boolean) => menuOf(system, isDevelopment).filter(({ role }) => development.includes(String(role)));
    expect(roles(false)).toEqual([]);
    expect(roles(true)).toHaveLength(development.length);
  });

  it('links to allowed addresses only', () => {
    const opened: string[] = [];
    for (const item of menuOf(system, false, { openExternally: (address) => opened.push(address) })) if (!item.id) click(item);
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.every(mayOpenExternally)).toBe(true);
  });
});

describe('menus of one system', () => {
  it('puts the application menu and recent documents on a Mac', () => {
    const roles = menuOf('darwin').map(({ role }) => role);
    expect(roles[0]).toBe('appMenu');
    expect(roles).toContain('recentDocuments');
    expect(roles).not.toContain('quit');
  });

  it('puts "quit" and "about" in the menus elsewhere', () => {
    const roles = menuOf('linux').map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['quit', 'about']));
    expect(roles).not.toContain('appMenu');
  });

  it('tells that no window is open', () => {
    const chosen: unknown[] = [];
    const items = menuOf('darwin', false, { command: (command, windowId) => chosen.push([command, windowId]) });
    click(items.find(({ id }) => id === 'open'));
    expect(chosen).toEqual([['open', undefined]]);
  });

  it('writes keys as Electron reads them', () => {
    expect(acceleratorOf('run')).toBe('CmdOrCtrl+Enter');
    expect(acceleratorOf('cancel')).toBe('CmdOrCtrl+.');
    expect(acceleratorOf('export-pdf')).toBe('CmdOrCtrl+Shift+E');
  });
});

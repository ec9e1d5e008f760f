/** Commands and their keys in words. */
import { shortcuts, type MenuCommand } from '../../../shared/contract/shortcuts.ts';

export const commandTitles: Readonly<Record<MenuCommand, string>> = {
  new: 'New project',
  open: 'Open a project…',
  'save-as': 'Save the project as…',
  run: 'Run the scenario',
  cancel: 'Cancel the run',
  'export-csv': 'Export the tables as CSV',
  'export-pdf': 'Export the report as PDF',
  'toggle-theme': 'Switch between light and dark',
};

const keyNames: Readonly<Record<string, string>> = { enter: 'Enter', '.': '.' };

/** "Ctrl+Shift+E", or with Command on a Mac. */
export function commandKeys(command: MenuCommand): string {
  const shortcut = shortcuts.find((one) => one.command === command);
  if (!shortcut) return '';
  return [modifierName(), ...(shortcut.shift ? ['Shift'] : []), keyNames[shortcut.key] ?? shortcut.key.toUpperCase()].join('+');
}

export function modifierName(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
}

/** Commands and their keys in words. */
import { shortcuts, type MenuCommand } from '../../../shared/contract/shortcuts.ts';
import { useTexts } from '../../texts/texts.ts';

/** In the order in which they are offered. */
export function commandTitles(): Readonly<Record<MenuCommand, string>> {
  return useTexts().value.palette.commands;
}

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

import { shortcuts, type MenuCommand } from '../../shared/contract/shortcuts.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * Command of a key press, or null. Command replaces Control on a Mac. In the desktop app the page sees a key before the native menu does, and the
 * menu takes only what the page has left (docs/decisions/010-keys-belong-to-the-page.md).
 */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Keys): MenuCommand | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  return shortcuts.find((shortcut) => shortcut.key === key.toLowerCase() && shortcut.shift === shiftKey)?.command ?? null;
}

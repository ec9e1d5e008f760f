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

/** What the page shows over itself at a key press, or null: Control+K the list of all commands, a question mark outside of fields the overview of keys. */
export function pageKeyOf(event: Keys & { readonly target: EventTarget | null }): 'palette' | 'shortcuts' | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (altKey) return null;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' && !shiftKey ? 'palette' : null;
  return key === '?' && !takesText(event.target) ? 'shortcuts' : null;
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]')
  );
}

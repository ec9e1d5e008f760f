import type { Command } from './commands.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Command of a key press, or null. Command replaces Control on a Mac. */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Keys): Command | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  switch (key.toLowerCase()) {
    case 'n':
      return shiftKey ? null : 'new';
    case 'o':
      return shiftKey ? null : 'open';
    case 's':
      return 'save-as';
    case 'enter':
      return 'run';
    default:
      return null;
  }
}

/** Keys of the commands: one table for the page, which acts on them, and for the native menu, which shows them. */
import type { TopicPayload } from './endpoints.ts';

export type MenuCommand = TopicPayload<'menu.command'>['command'];

export interface Shortcut {
  readonly command: MenuCommand;
  /** As `KeyboardEvent.key` has it, letters in lower case. */
  readonly key: string;
  readonly shift: boolean;
}

/** All with Control, or Command on a Mac. The first of a command is the one to show. */
export const shortcuts: readonly Shortcut[] = [
  { command: 'new', key: 'n', shift: false },
  { command: 'open', key: 'o', shift: false },
  { command: 'save-as', key: 's', shift: false },
  { command: 'save-as', key: 's', shift: true },
  { command: 'run', key: 'enter', shift: false },
  { command: 'cancel', key: '.', shift: false },
  { command: 'export-csv', key: 'e', shift: false },
  { command: 'export-pdf', key: 'e', shift: true },
  { command: 'toggle-theme', key: 'd', shift: true },
];

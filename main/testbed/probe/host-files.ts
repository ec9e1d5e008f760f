/** What can be read of a host: its own files, or those of a tree that was recorded on another. Nothing is ever written. */

export type Reading = { readonly state: 'read'; readonly text: string } | { readonly state: 'missing' | 'denied' };

export interface HostFiles {
  /** Content of a file, up to MOST_BYTES. */
  read(path: string): Reading;
  /** Names in a folder, one a line, sorted. */
  list(path: string): Reading;
  /** Where a symbolic link leads to, as it is written. */
  target(path: string): Reading;
  /** What a program prints that only reads; of a recorded tree what it printed then. */
  output(command: readonly string[]): Reading;
}

/** Longer ones are cut: nothing that is looked for is that long. */
export const MOST_BYTES = 1 << 20;

export const MISSING: Reading = { state: 'missing' };
export const DENIED: Reading = { state: 'denied' };

/** A text without the line breaks at its end. */
export function reading(text: string): Reading {
  return { state: 'read', text: text.replace(/[\r\n\0]+$/, '') };
}

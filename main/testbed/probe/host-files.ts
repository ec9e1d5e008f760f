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

/** What tells one machine from all others, and nothing of what it can do: hardware addresses of interfaces, UUIDs, serial numbers. */
const IDENTITIES = [
  [/\b(?:[0-9a-f]{2}[:-]){5,}[0-9a-f]{2}\b/gi, 'xx:xx:xx:xx:xx:xx'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'],
  [/(serial[ _]number\s*[:=]?\s*)\S+/gi, '$1x'],
  // Of boards with Arm processors, in /proc/cpuinfo.
  [/^(serial[ \t]*:[ \t]*)\S+/gim, '$1x'],
] as const;

/** A text without the line breaks at its end, and with what identifies the machine masked: it may be recorded and handed on. */
export function reading(text: string): Reading {
  const masked = IDENTITIES.reduce((changed, [pattern, mask]) => changed.replace(pattern, mask), text);
  return { state: 'read', text: masked.replace(/[\r\n\0]+$/, '') };
}

/** The archive format of Linux's initial file system: "new ASCII" cpio (Documentation/driver-api/early-userspace/buffer-format.rst). */

export interface ArchiveEntry {
  /** Without a slash in front; its folders are entries before it. */
  readonly path: string;
  /** File type and permissions, as in `stat.st_mode`. */
  readonly mode: number;
  readonly content: Uint8Array;
}

export const FOLDER_MODE = 0o040755;
export const PROGRAM_MODE = 0o100755;
export const FILE_MODE = 0o100644;

const TRAILER: ArchiveEntry = { path: 'TRAILER!!!', mode: 0, content: new Uint8Array() };

/** The same entries make the same bytes: owner and times are 0. */
export function cpioArchive(entries: readonly ArchiveEntry[]): Buffer {
  return Buffer.concat([...entries, TRAILER].flatMap((entry, number) => partsOf(entry, number + 1)));
}

function partsOf({ path, mode, content }: ArchiveEntry, inode: number): Uint8Array[] {
  const name = Buffer.from(`${path}\0`);
  const numbers = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${numbers.map((value) => value.toString(16).padStart(8, '0')).join('')}`);
  return [header, name, padding(header.length + name.length), content, padding(content.length)];
}

/** Names and contents end at multiples of four bytes. */
function padding(length: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4);
}

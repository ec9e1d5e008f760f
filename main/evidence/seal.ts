/** The seal of an archive: the digest of all that stands before it, as the comment at the end of the ZIP file, so that no byte changes unnoticed. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const MARK = 'iovlab-evidence sha256 ';
const SEAL_BYTES = MARK.length + 64;
/** The length of the comment: the last field of a ZIP file without one. */
const LENGTH_FIELD_BYTES = 2;
const PIECE_BYTES = 2 ** 20;

/** Seals a ZIP file that has no comment yet, and brings it to the disk. */
export function sealArchive(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    writeSync(file, Uint8Array.of(SEAL_BYTES, 0), 0, LENGTH_FIELD_BYTES, size - LENGTH_FIELD_BYTES);
    writeSync(file, `${MARK}${digestUpTo(file, size)}`, size);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whether every byte of the archive is as it was sealed. */
export function sealHolds(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const sealed = fstatSync(file).size - SEAL_BYTES;
    if (sealed < 0) return false;
    const seal = Buffer.alloc(SEAL_BYTES);
    readSync(file, seal, 0, SEAL_BYTES, sealed);
    return seal.toString('latin1') === `${MARK}${digestUpTo(file, sealed)}`;
  } finally {
    closeSync(file);
  }
}

function digestUpTo(file: number, end: number): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = 0; at < end;) {
    const read = readSync(file, piece, 0, Math.min(PIECE_BYTES, end - at), at);
    if (read === 0) break;
    hash.update(piece.subarray(0, read));
    at += read;
  }
  return hash.digest('hex');
}

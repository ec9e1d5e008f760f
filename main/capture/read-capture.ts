/** Reads a capture file, compressed with gzip or not. */
import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { CaptureColumns, type Capture } from './capture.ts';
import { CaptureError } from './capture-error.ts';
import { CaptureParser } from './capture-parser.ts';

const GZIP = [0x1f, 0x8b];
const PIECE_BYTES = 256 * 1024;

/**
 * The frames of a capture file. Problems: `not-found`, `bad-input` (no capture, not Ethernet, damaged, too large), `cancelled`, `failed`; what is wrong
 * and the remedy are in the message.
 * @param name for messages, where it is not that of the path
 * @param onProgress share of the file that was read, 0..1
 */
export async function readCapture(
  path: string,
  {
    signal,
    name = basename(path),
    onProgress = () => undefined,
  }: { readonly signal?: AbortSignal; readonly name?: string; readonly onProgress?: (share: number) => void } = {},
): Promise<Reply<Capture>> {
  try {
    const { size } = statSync(path);
    const compressed = await isCompressed(path);
    const file = createReadStream(path, { highWaterMark: PIECE_BYTES });
    const columns = new CaptureColumns();
    const parser = new CaptureParser(columns);
    let cutOff = false;
    const parse = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const piece of pieces) {
        parser.push(piece);
        onProgress(Math.min(1, file.bytesRead / size));
      }
    };
    const options = signal ? { signal } : {};
    try {
      await (compressed ? pipeline(file, createGunzip(), parse, options) : pipeline(file, parse, options));
    } catch (error) {
      if (!isCutOff(error)) throw error;
      cutOff = true;
    }
    const whole = parser.end() && !cutOff;
    // `end` has thrown when the format was not known.
    return succeed(columns.finish(parser.format ?? 'pcap', whole));
  } catch (error) {
    return problemOf(name, error);
  }
}

async function isCompressed(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
    return GZIP.every((byte, i) => buffer[i] === byte);
  } finally {
    await file.close();
  }
}

/** A compressed file that ends too early. */
function isCutOff(error: unknown): boolean {
  return codeOf(error) === 'Z_BUF_ERROR';
}

function problemOf(name: string, error: unknown): Reply<never> {
  if (error instanceof CaptureError) return refuse('bad-input', labWords().captures.unusable(name, error.message));
  switch (codeOf(error)) {
    case 'ENOENT':
      return refuse('not-found', labWords().lab.files.noFile(name));
    case 'EISDIR':
      return refuse('bad-input', labWords().captures.isFolder(name));
    case 'EACCES':
      return refuse('bad-input', labWords().captures.forbidden(name));
    case 'ABORT_ERR':
      return refuse('cancelled', labWords().lab.cancelled);
    case 'Z_DATA_ERROR':
      return refuse('bad-input', labWords().captures.damagedCompression(name));
    default:
      return refuse('failed', labWords().captures.unreadable(name, error instanceof Error ? error.message : String(error)));
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Reads a file that a measuring tool wrote, compressed with gzip or not, and tells the tool by the content. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { DescribedColumn } from '../../shared/measured/columns.ts';
import { measuredResultSchema, type MeasuredResult } from '../../shared/measured/schema.ts';
import { labWords } from '../texts/words.ts';
import { looksLikeCsit, readCsit } from './csit.ts';
import { describeColumns, readCsv, type ColumnMapping } from './csv.ts';
import { looksLikeFlent, readFlent } from './flent.ts';
import { looksLikeIperf3, readIperf3 } from './iperf3.ts';
import { isObject, parseJson } from './json-content.ts';
import { MeasuredError } from './measured-error.ts';
import { looksLikeTestbed, readTestbed } from './testbed.ts';
import { looksLikeTrex, readTrex } from './trex.ts';

/** Larger than an hour of any of these tools at ten values a second. */
const LARGEST_BYTES = 32 * 1024 * 1024;
const LARGEST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Problems: `not-found`, `bad-input` (no such format, damaged, too large); what is wrong, where, and the remedy are in the message. */
export function readMeasured(path: string, mapping: ColumnMapping = {}): Reply<MeasuredResult> {
  const name = basename(path);
  let bytes: Uint8Array;
  try {
    bytes = readBytes(path);
  } catch (error) {
    if (error instanceof MeasuredError) return refuse('bad-input', labWords().measured.cannotBeRead(name, error.message));
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return refuse('not-found', labWords().lab.files.noFile(path));
    return refuse('bad-input', code === '' ? labWords().measured.cannotBeOpened(path) : labWords().measured.failed(path, code));
  }
  return parseMeasured(bytes, name, mapping);
}

/** What tools write is checked as it is read; what is computed from it may still be beyond any number. */
function finite(result: MeasuredResult): MeasuredResult {
  const fits = measuredResultSchema.safeParse(result);
  if (fits.success) return result;
  const place = fits.error.issues[0]?.path.join('.') ?? '';
  throw new MeasuredError(
    `its numbers are beyond what can be computed with (${place} comes out as no number). Look at it, and measure again.`,
  );
}

/** @param name of the file, for the message. */
export function parseMeasured(bytes: Uint8Array, name: string, mapping: ColumnMapping = {}): Reply<MeasuredResult> {
  return reading(name, () => finite(parse(textOf(bytes), mapping)));
}

/** The columns of a plain table; null for the file of a tool, which says itself what its values mean. */
export function columnsOfMeasured(bytes: Uint8Array, name: string): Reply<readonly DescribedColumn[] | null> {
  return reading(name, () => {
    const text = textOf(bytes);
    return isTable(text) ? describeColumns(text) : null;
  });
}

function reading<Value>(name: string, read: () => Value): Reply<Value> {
  try {
    return succeed(read());
  } catch (error) {
    if (error instanceof MeasuredError) return refuse('bad-input', labWords().measured.cannotBeRead(name, error.message));
    throw error;
  }
}

function readBytes(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > LARGEST_BYTES) throw tooLarge(size, LARGEST_BYTES);
    // Not more than was looked at, also of a file that grows or has no size of its own.
    const bytes = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
      const read = readSync(file, bytes, length, size - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function textOf(bytes: Uint8Array): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch (error) {
    throw new MeasuredError('it is not text (UTF-8), so no tool that is known wrote it. Check the path.', { cause: error });
  }
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_UNPACKED_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(LARGEST_UNPACKED_BYTES, LARGEST_UNPACKED_BYTES);
    throw new MeasuredError('its compression (gzip) is damaged or cut off. Copy it again from where it was measured.', { cause: error });
  }
}

function tooLarge(size: number, limit: number): MeasuredError {
  return new MeasuredError(
    `it has ${size === limit ? 'more than ' : ''}${size} bytes, at most ${limit} are read. Measure for a shorter time, or with longer intervals.`,
  );
}

/** All other files are JSON. */
function isTable(text: string): boolean {
  return text.trim() !== '' && !/^\s*[[{]/.test(text);
}

function parse(text: string, mapping: ColumnMapping): MeasuredResult {
  if (text.trim() === '') throw new MeasuredError('it is empty. Let the tool write it again.');
  if (isTable(text)) return readCsv(text, mapping);
  const value = parseJson(text);
  if (isObject(value)) {
    if (looksLikeIperf3(value)) return readIperf3(value);
    if (looksLikeFlent(value)) return readFlent(value);
    if (looksLikeCsit(value)) return readCsit(value);
    if (looksLikeTrex(value)) return readTrex(value);
    if (looksLikeTestbed(value)) return readTestbed(value);
  }
  throw new MeasuredError(
    'it is JSON, but of none of the tools that are known: iperf3 --json, Flent, TRex get_stats(), CSIT *.info.json, lab measure --out. Export it as one of these, or as CSV.',
  );
}

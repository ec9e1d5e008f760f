/**
 * HdrHistogram's compressed V2 encoding (base64 of a header and a zlib stream), as CSIT keeps latencies.
 * Format: HdrHistogram's AbstractHistogram.java (encodeIntoCompressedByteBuffer, V2CompressedEncodingCookieBase) and ZigZagEncoding.java.
 */
import { inflateSync } from 'node:zlib';

const COMPRESSED_COOKIE = 0x1c849304;
const COOKIE = 0x1c849303;
/** Cookies carry the size of words in this byte. */
const WORD_SIZE_BITS = 0xf0;
const HEADER_BYTES = 40;
const LARGEST_BYTES = 16 * 1024 * 1024;
const MOST_BUCKETS = 4_000_000;

export interface HistogramBin {
  /** Least and largest value of the bin, in the unit of the histogram. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Bins with a count, by value; null when the text is no such histogram. */
export function decodeHistogram(text: string): HistogramBin[] | null {
  try {
    return decode(Buffer.from(text, 'base64'));
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

function decode(outer: Buffer): HistogramBin[] | null {
  if (!isCookie(outer.readUInt32BE(0), COMPRESSED_COOKIE)) return null;
  const bytes = inflateSync(outer.subarray(8, 8 + outer.readUInt32BE(4)), { maxOutputLength: LARGEST_BYTES });
  if (!isCookie(bytes.readUInt32BE(0), COOKIE)) return null;
  const digits = bytes.readInt32BE(12);
  const lowest = Number(bytes.readBigInt64BE(16));
  if (digits < 0 || digits > 5 || lowest < 1) return null;
  const end = HEADER_BYTES + bytes.readUInt32BE(4);
  if (end > bytes.length) return null;
  const shape = shapeOf(digits, lowest);
  const bins: HistogramBin[] = [];
  let index = 0;
  for (let at = HEADER_BYTES; at < end;) {
    const { value, next } = zigZag(bytes, at);
    at = next;
    if (value < 0) index -= value;
    else {
      if (value > 0) bins.push({ ...rangeOf(index, shape), count: value });
      index += 1;
    }
    if (index > MOST_BUCKETS) return null;
  }
  return bins;
}

function isCookie(found: number, expected: number): boolean {
  return (found & ~WORD_SIZE_BITS) >>> 0 === (expected & ~WORD_SIZE_BITS) >>> 0;
}

interface Shape {
  /** Exponent of the least difference that is told. */
  readonly unitMagnitude: number;
  readonly halfCountMagnitude: number;
}

function shapeOf(digits: number, lowest: number): Shape {
  const resolution = 2 * 10 ** digits;
  return { unitMagnitude: Math.floor(Math.log2(lowest)), halfCountMagnitude: Math.max(Math.ceil(Math.log2(resolution)), 1) - 1 };
}

/** Buckets after the first have only their upper half: the lower one is that of the bucket before. */
function rangeOf(index: number, { unitMagnitude, halfCountMagnitude }: Shape): { readonly low: number; readonly high: number } {
  const half = 2 ** halfCountMagnitude;
  const bucket = Math.max(0, Math.floor(index / half) - 1);
  const sub = index < 2 * half ? index : (index % half) + half;
  const width = 2 ** (bucket + unitMagnitude);
  return { low: sub * width, high: (sub + 1) * width };
}

/** LEB128 with zig-zag signs: nine bytes at most, the last with all of its bits. */
function zigZag(bytes: Buffer, start: number): { readonly value: number; readonly next: number } {
  let value = 0n;
  let at = start;
  for (let shift = 0n; ; shift += 7n) {
    const byte = bytes.readUInt8(at);
    at += 1;
    const last = shift === 56n;
    value |= BigInt(last ? byte : byte & 0x7f) << shift;
    if (last || byte < 0x80) break;
  }
  return { value: Number((value >> 1n) ^ -(value & 1n)), next: at };
}

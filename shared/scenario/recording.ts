/**
 * The packets of a recording as a scenario carries them: two columns of whole numbers, each as unsigned LEB128 (DWARF 5, section 7.6: seven bits a byte,
 * the lowest first) in Base64 (RFC 4648). A packet takes about six characters, so that a million fit into one file.
 */
import { bytesFromBase64, base64FromBytes } from './base64.ts';
import type { Recording } from './schema.ts';

export interface RecordedPackets {
  /** From the start of the recording to its end, ns: as long as, or longer than, all gaps together. */
  readonly durationNs: number;
  /** From the packet before, or from the start of the recording, ns. */
  readonly gapsNs: Float64Array;
  /** With check sequence, bytes. */
  readonly frameBytes: Uint16Array;
}

/** Packets of one recording. */
export const MOST_RECORDED_PACKETS = 1_000_000;
/** Characters of a column: a million gaps of up to 268 ms. */
export const LONGEST_COLUMN = 6_000_000;
const LARGEST_NUMBER_BYTES = 8;

export function recordingOf({ durationNs, gapsNs, frameBytes }: RecordedPackets): Recording {
  return { durationNs, gapsNs: textOf(gapsNs), frameBytes: textOf(frameBytes) };
}

const known = new WeakMap<Recording, RecordedPackets>();

/** Throws a RangeError that says what is wrong with the columns. */
export function packetsOf(recording: Recording): RecordedPackets {
  const found = known.get(recording);
  if (found) return found;
  const packets = {
    durationNs: recording.durationNs,
    gapsNs: Float64Array.from(numbersOf(recording.gapsNs)),
    frameBytes: shortsOf(recording.frameBytes),
  };
  known.set(recording, packets);
  return packets;
}

/** Packets per second over the whole recording. */
export function recordedPps(recording: Recording): number {
  return (packetsOf(recording).gapsNs.length / recording.durationNs) * 1e9;
}

function textOf(numbers: ArrayLike<number>): string {
  let bytes = new Uint8Array(4 * numbers.length + LARGEST_NUMBER_BYTES);
  let length = 0;
  for (let i = 0; i < numbers.length; i++) {
    if (length + LARGEST_NUMBER_BYTES > bytes.length) bytes = grown(bytes);
    let rest = numbers[i] ?? 0;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[length++] = (rest % 128) + 128;
    bytes[length++] = rest;
  }
  return base64FromBytes(bytes.subarray(0, length));
}

function grown(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * bytes.length);
  larger.set(bytes);
  return larger;
}

function shortsOf(text: string): Uint16Array {
  const numbers = numbersOf(text);
  if (numbers.some((number) => number > 0xffff)) throw new RangeError('a frame of it is larger than any');
  return Uint16Array.from(numbers);
}

function numbersOf(text: string): number[] {
  const bytes = bytesFromBase64(text);
  const numbers: number[] = [];
  let value = 0;
  let weight = 1;
  for (const byte of bytes) {
    value += (byte % 128) * weight;
    weight *= 128;
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number of it is too large');
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    weight = 1;
  }
  if (weight > 1) throw new RangeError('its last number is not whole');
  return numbers;
}

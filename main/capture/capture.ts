/** A capture as traffic: when each frame came, how long it was on the wire, and of which flow it was. */
import { CaptureError } from './capture-error.ts';
import { flowKeyOf, UNKNOWN, type FlowKey } from './flow-key.ts';
import type { FrameSink } from './frame-sink.ts';

export interface CapturedFlow extends FlowKey {
  readonly frames: number;
  /** With check sequences. */
  readonly bytes: number;
}

export interface Capture {
  readonly format: 'pcap' | 'pcapng';
  /** Since the first frame, ns, ascending. */
  readonly timesNs: Float64Array;
  /** Length on the wire with check sequence, bytes, 64 to 9022. */
  readonly frameBytes: Uint16Array;
  /** Number in `flows` of each frame. */
  readonly flowOf: Uint32Array;
  /** In the order of their first frames. */
  readonly flows: readonly CapturedFlow[];
  /** What was changed on reading, in sentences for the user. */
  readonly remarks: readonly string[];
}

/** Frames that are kept: columns of 14 bytes each. */
export const MOST_FRAMES = 2_000_000;
/** Flows that are told apart; frames of further ones make one flow together. */
const MOST_FLOWS = 65_536;
const CHECK_SEQUENCE_BYTES = 4;
const SMALLEST_FRAME_BYTES = 64;
const LARGEST_FRAME_BYTES = 9022;
/** Nothing that a host hands to its NIC is larger (BIG TCP: 512 KiB). */
const LARGEST_UNIT_BYTES = 1024 * 1024;
/** An Ethernet frame of the standard maximum: what a host that leaves segmentation to the NIC makes of a larger one. */
const STANDARD_FRAME_BYTES = 1518;
/** Ethernet, IPv4 and TCP headers and the check sequence, which every segment has again. */
const SEGMENT_HEADER_BYTES = 14 + 20 + 20 + CHECK_SEQUENCE_BYTES;

/** Collects frames into columns. */
export class CaptureColumns implements FrameSink {
  #timesNs = new Float64Array(1024);
  #frameBytes = new Uint16Array(1024);
  #flowOf = new Uint32Array(1024);
  #count = 0;
  readonly #numbers = new Map<string, number>();
  readonly #flows: { key: FlowKey; frames: number; bytes: number }[] = [];
  #latestNs = 0;
  #goneBack = 0;
  #segmented = 0;
  #others = 0;

  frame(timeNs: number, bytes: Uint8Array, wireBytes: number): void {
    if (wireBytes > LARGEST_UNIT_BYTES) throw new CaptureError(`it tells of a frame of ${wireBytes} bytes: it is damaged. Capture again.`);
    if (timeNs < this.#latestNs) this.#goneBack++;
    this.#latestNs = Math.max(this.#latestNs, timeNs);
    const flow = this.#flowNumber(flowKeyOf(bytes));
    const total = wireBytes + CHECK_SEQUENCE_BYTES;
    if (total <= LARGEST_FRAME_BYTES) return this.#add(timeNs, Math.max(SMALLEST_FRAME_BYTES, total), flow);
    this.#segmented++;
    const payload = STANDARD_FRAME_BYTES - SEGMENT_HEADER_BYTES;
    for (let left = total - SEGMENT_HEADER_BYTES; left > 0; left -= payload)
      this.#add(timeNs, Math.max(SMALLEST_FRAME_BYTES, Math.min(left, payload) + SEGMENT_HEADER_BYTES), flow);
  }

  /** @param whole whether the last record was; throws CaptureError when there is nothing to replay. */
  finish(format: Capture['format'], whole: boolean): Capture {
    if (this.#count < 2) throw new CaptureError(`it holds ${this.#count} frames, and traffic needs two at least. Capture for longer.`);
    const order = this.#order();
    const earliest = this.#timesNs[order[0] ?? 0] ?? 0;
    const timesNs = Float64Array.from(order, (i) => (this.#timesNs[i] ?? 0) - earliest);
    if ((timesNs.at(-1) ?? 0) === 0) throw new CaptureError('all its frames have the same stamp, so that it has no rate. Capture again.');
    return {
      format,
      timesNs,
      frameBytes: Uint16Array.from(order, (i) => this.#frameBytes[i] ?? 0),
      flowOf: Uint32Array.from(order, (i) => this.#flowOf[i] ?? 0),
      flows: this.#flows.map(({ key, frames, bytes }) => ({ ...key, frames, bytes })),
      remarks: this.#remarks(whole),
    };
  }

  #remarks(whole: boolean): string[] {
    return [
      ...(whole ? [] : ['The capture ends in the middle of a frame, which was left out.']),
      ...(this.#goneBack > 0
        ? [`${this.#goneBack} frames had an earlier stamp than the one before; they were put in the order of time.`]
        : []),
      ...(this.#segmented > 0
        ? [
            `${this.#segmented} frames were larger than any on a wire (segmentation offload of the host that captured); they were cut into frames of ${STANDARD_FRAME_BYTES} bytes.`,
          ]
        : []),
      ...(this.#others > 0
        ? [`There are more than ${MOST_FLOWS} flows; ${this.#others} frames of the others were put together as one.`]
        : []),
    ];
  }

  #add(timeNs: number, frameBytes: number, flow: number): void {
    if (this.#count === MOST_FRAMES)
      throw new CaptureError(`it has more than ${MOST_FRAMES} frames. Cut it first: editcap -r FILE NEW 1-${MOST_FRAMES}.`);
    if (this.#count === this.#timesNs.length) this.#grow();
    this.#timesNs[this.#count] = timeNs;
    this.#frameBytes[this.#count] = frameBytes;
    this.#flowOf[this.#count] = flow;
    this.#count++;
    const counts = this.#flows[flow];
    if (!counts) return;
    counts.frames++;
    counts.bytes += frameBytes;
  }

  #grow(): void {
    const grown = <Column extends Float64Array | Uint16Array | Uint32Array>(from: Column, to: Column): Column => {
      to.set(from);
      return to;
    };
    this.#timesNs = grown(this.#timesNs, new Float64Array(2 * this.#count));
    this.#frameBytes = grown(this.#frameBytes, new Uint16Array(2 * this.#count));
    this.#flowOf = grown(this.#flowOf, new Uint32Array(2 * this.#count));
  }

  #flowNumber(key: FlowKey): number {
    const text = `${key.protocol} ${key.source} ${key.destination} ${key.sourceMac} ${key.destinationMac} ${key.vlan}`;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#flows.length === MOST_FLOWS) {
      this.#others++;
      return this.#numbers.get('others') ?? this.#begin('others', { ...UNKNOWN, protocol: 'others' });
    }
    return this.#begin(text, key);
  }

  #begin(text: string, key: FlowKey): number {
    const number = this.#flows.push({ key, frames: 0, bytes: 0 }) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** Numbers of the frames by time; frames of the same time stay in the order of the file. */
  #order(): Uint32Array {
    const order = Uint32Array.from({ length: this.#count }, (_, i) => i);
    if (this.#goneBack === 0) return order;
    const times = this.#timesNs;
    return order.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
  }
}

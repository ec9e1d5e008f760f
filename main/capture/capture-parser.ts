/** Reads a capture in pieces, as they come: memory is that of one record, whatever the size of the file. */
import { CaptureError, damagedAt } from './capture-error.ts';
import type { CaptureFormat } from './capture-format.ts';
import type { FrameSink } from './frame-sink.ts';
import { Pcap } from './pcap.ts';
import { Pcapng, SECTION_HEADER } from './pcapng.ts';

const GZIP = 0x1f8b;

export class CaptureParser {
  readonly #sink: FrameSink;
  #format: CaptureFormat | null = null;
  /** Of a record that is not all there yet. */
  #rest = new Uint8Array(0);
  /** Where in the file `#rest` begins. */
  #byte = 0;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  get format(): CaptureFormat['name'] | null {
    return this.#format?.name ?? null;
  }

  /** Takes the next piece. Throws CaptureError. */
  push(piece: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? piece : joined(this.#rest, piece);
    let at = 0;
    for (;;) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
      if (view.byteLength < 4) break;
      this.#format ??= this.#formatOf(view);
      const length = this.#format.recordBytes(view, this.#byte + at);
      if (length === null || length > view.byteLength) break;
      this.#format.take(new DataView(view.buffer, view.byteOffset, length), this.#byte + at);
      at += length;
    }
    // A copy: the reader of the file may use its buffer again.
    this.#rest = bytes.slice(at);
    this.#byte += at;
  }

  /** The file is over. Returns whether its last record was whole: a capture that was cut off is good up to there. Throws CaptureError. */
  end(): boolean {
    if (!this.#format) throw new CaptureError('it is empty or too short for a capture. Check the path.');
    return this.#rest.length === 0;
  }

  #formatOf(view: DataView): CaptureFormat {
    const magic = view.getUint32(0);
    const format = magic === SECTION_HEADER ? new Pcapng(this.#sink) : Pcap.startingWith(magic, this.#sink);
    if (format) return format;
    if (magic >>> 16 === GZIP) throw damagedAt(0, 'compressed twice');
    throw new CaptureError('it is no capture: it begins neither as pcap nor as pcapng. Convert it: editcap -F pcapng FILE NEW.');
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

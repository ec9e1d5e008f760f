/**
 * The classic capture format, in both byte orders, with stamps in microseconds or nanoseconds.
 * Source: draft-ietf-opsawg-pcap.
 */
import { damagedAt, ETHERNET, notEthernet } from './capture-error.ts';
import type { CaptureFormat } from './capture-format.ts';
import type { FrameSink } from './frame-sink.ts';
import { Stamps } from './stamps.ts';

const FILE_HEADER_BYTES = 24;
const PACKET_HEADER_BYTES = 16;
/** No capture has larger packets: libpcap's own limit is 256 KiB. */
const LARGEST_PACKET_BYTES = 16 * 1024 * 1024;
/** Set when the upper four bits of the link type give the length of the check sequence, in units of two bytes. */
const HAS_CHECK_SEQUENCE_LENGTH = 0x04000000;

/** First four bytes, read big-endian: byte order and ns of a unit of the stamps. */
const MAGIC: ReadonlyMap<number, { readonly littleEndian: boolean; readonly unitNs: bigint }> = new Map([
  [0xa1b2c3d4, { littleEndian: false, unitNs: 1000n }],
  [0xd4c3b2a1, { littleEndian: true, unitNs: 1000n }],
  [0xa1b23c4d, { littleEndian: false, unitNs: 1n }],
  [0x4d3cb2a1, { littleEndian: true, unitNs: 1n }],
]);

export class Pcap implements CaptureFormat {
  readonly name = 'pcap';
  readonly #sink: FrameSink;
  readonly #littleEndian: boolean;
  readonly #unitNs: bigint;
  readonly #stamps = new Stamps();
  #headerTaken = false;
  #checkSequenceBytes = 0;

  private constructor(sink: FrameSink, littleEndian: boolean, unitNs: bigint) {
    this.#sink = sink;
    this.#littleEndian = littleEndian;
    this.#unitNs = unitNs;
  }

  /** Null when a file with these first four bytes is not of this format. */
  static startingWith(magic: number, sink: FrameSink): Pcap | null {
    const kind = MAGIC.get(magic);
    return kind ? new Pcap(sink, kind.littleEndian, kind.unitNs) : null;
  }

  recordBytes(view: DataView, byte: number): number | null {
    if (!this.#headerTaken) return FILE_HEADER_BYTES;
    if (view.byteLength < PACKET_HEADER_BYTES) return null;
    const captured = view.getUint32(8, this.#littleEndian);
    if (captured > LARGEST_PACKET_BYTES) throw damagedAt(byte, `a packet of ${captured} bytes`);
    return PACKET_HEADER_BYTES + captured;
  }

  take(record: DataView): void {
    if (!this.#headerTaken) return this.#takeFileHeader(record);
    const seconds = BigInt(record.getUint32(0, this.#littleEndian));
    const units = BigInt(record.getUint32(4, this.#littleEndian));
    const wireBytes = record.getUint32(12, this.#littleEndian) - this.#checkSequenceBytes;
    const bytes = new Uint8Array(record.buffer, record.byteOffset + PACKET_HEADER_BYTES, record.byteLength - PACKET_HEADER_BYTES);
    this.#sink.frame(this.#stamps.sinceFirstNs(seconds * 1_000_000_000n + units * this.#unitNs), bytes, wireBytes);
  }

  #takeFileHeader(record: DataView): void {
    const link = record.getUint32(20, this.#littleEndian);
    if ((link & 0xffff) !== ETHERNET) throw notEthernet(link & 0xffff);
    if ((link & HAS_CHECK_SEQUENCE_LENGTH) !== 0) this.#checkSequenceBytes = 2 * (link >>> 28);
    this.#headerTaken = true;
  }
}

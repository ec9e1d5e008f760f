/**
 * The block format of Wireshark: sections in either byte order, interfaces with units of their own for the stamps. Blocks that hold no packet are
 * passed over. Source: draft-ietf-opsawg-pcapng.
 */
import { CaptureError, damagedAt, ETHERNET, notEthernet } from './capture-error.ts';
import type { CaptureFormat } from './capture-format.ts';
import type { FrameSink } from './frame-sink.ts';
import { Stamps } from './stamps.ts';

export const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
/** Byte-order magic of a section header, read big-endian. */
const BIG_ENDIAN = 0x1a2b3c4d;
const LITTLE_ENDIAN = 0x4d3c2b1a;
const LARGEST_BLOCK_BYTES = 16 * 1024 * 1024;
/** Type, length, and the length once more at the end. */
const BLOCK_FRAME_BYTES = 12;
const MOST_INTERFACES = 4096;

const OPTION_END = 0;
const OPTION_STAMP_UNIT = 9;
const OPTION_CHECK_SEQUENCE = 13;
const OPTION_STAMP_OFFSET = 14;

interface Interface {
  readonly linkType: number;
  /** Stamps are counts of `numerator / denominator` nanoseconds. */
  readonly unit: { readonly numerator: bigint; readonly denominator: bigint };
  /** Added to every stamp, s. */
  readonly offsetSeconds: bigint;
  readonly checkSequenceBytes: number;
}

export class Pcapng implements CaptureFormat {
  readonly name = 'pcapng';
  readonly #sink: FrameSink;
  readonly #stamps = new Stamps();
  #littleEndian = true;
  #interfaces: Interface[] = [];

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  recordBytes(view: DataView, byte: number): number | null {
    if (view.byteLength < BLOCK_FRAME_BYTES) return null;
    // A section header reads the same in both orders, and only behind its length does it say which order the length is in.
    const littleEndian = view.getUint32(0) === SECTION_HEADER ? orderOf(view, byte) : this.#littleEndian;
    const length = view.getUint32(4, littleEndian);
    if (length < BLOCK_FRAME_BYTES || length % 4 !== 0 || length > LARGEST_BLOCK_BYTES) throw damagedAt(byte, `a block of ${length} bytes`);
    return length;
  }

  take(record: DataView, byte: number): void {
    if (record.getUint32(0) === SECTION_HEADER) {
      this.#littleEndian = orderOf(record, byte);
      this.#interfaces = [];
      return;
    }
    const body = new DataView(record.buffer, record.byteOffset + 8, record.byteLength - BLOCK_FRAME_BYTES);
    switch (record.getUint32(0, this.#littleEndian)) {
      case INTERFACE_DESCRIPTION:
        return this.#takeInterface(body, byte);
      case ENHANCED_PACKET:
        if (body.byteLength < 20) throw damagedAt(byte, 'a packet block that is too short');
        return this.#takePacket(body, body.getUint32(0, this.#littleEndian), byte);
      case OBSOLETE_PACKET:
        if (body.byteLength < 20) throw damagedAt(byte, 'a packet block that is too short');
        return this.#takePacket(body, body.getUint16(0, this.#littleEndian), byte);
      case SIMPLE_PACKET:
        throw new CaptureError('its packets have no time stamps (simple packet blocks), so that they cannot be replayed. Capture again.');
    }
  }

  #takeInterface(body: DataView, byte: number): void {
    if (body.byteLength < 8) throw damagedAt(byte, 'an interface block that is too short');
    if (this.#interfaces.length === MOST_INTERFACES) throw damagedAt(byte, `more than ${MOST_INTERFACES} interfaces`);
    let unit: Interface['unit'] = { numerator: 1000n, denominator: 1n };
    let offsetSeconds = 0n;
    let checkSequenceBytes = 0;
    for (const { code, value } of this.#options(body, 8, byte)) {
      if (code === OPTION_STAMP_UNIT && value.byteLength >= 1) unit = unitOf(value.getUint8(0));
      if (code === OPTION_STAMP_OFFSET && value.byteLength >= 8) offsetSeconds = value.getBigInt64(0, this.#littleEndian);
      // Writers differ on whether it counts bytes or bits.
      if (code === OPTION_CHECK_SEQUENCE && value.byteLength >= 1)
        checkSequenceBytes = value.getUint8(0) > 8 ? value.getUint8(0) / 8 : value.getUint8(0);
    }
    this.#interfaces.push({ linkType: body.getUint16(0, this.#littleEndian), unit, offsetSeconds, checkSequenceBytes });
  }

  #takePacket(body: DataView, interfaceNumber: number, byte: number): void {
    const from = this.#interfaces[interfaceNumber];
    if (!from) throw damagedAt(byte, `a packet of interface ${interfaceNumber}, which the file does not describe`);
    // Only now: Wireshark lists interfaces from which no packet came.
    if (from.linkType !== ETHERNET) throw notEthernet(from.linkType);
    const units = (BigInt(body.getUint32(4, this.#littleEndian)) << 32n) | BigInt(body.getUint32(8, this.#littleEndian));
    const sinceEpochNs = from.offsetSeconds * 1_000_000_000n + (units * from.unit.numerator) / from.unit.denominator;
    const captured = body.getUint32(12, this.#littleEndian);
    if (captured > body.byteLength - 20) throw damagedAt(byte, 'a packet that is longer than its block');
    const bytes = new Uint8Array(body.buffer, body.byteOffset + 20, captured);
    this.#sink.frame(this.#stamps.sinceFirstNs(sinceEpochNs), bytes, body.getUint32(16, this.#littleEndian) - from.checkSequenceBytes);
  }

  *#options(body: DataView, start: number, byte: number): Generator<{ readonly code: number; readonly value: DataView }> {
    let at = start;
    while (at + 4 <= body.byteLength) {
      const code = body.getUint16(at, this.#littleEndian);
      const length = body.getUint16(at + 2, this.#littleEndian);
      if (code === OPTION_END) return;
      if (at + 4 + length > body.byteLength) throw damagedAt(byte, 'an option that is longer than its block');
      yield { code, value: new DataView(body.buffer, body.byteOffset + at + 4, length) };
      at += 4 + 4 * Math.ceil(length / 4);
    }
  }
}

/** Whether the section is little-endian. */
function orderOf(header: DataView, byte: number): boolean {
  const magic = header.getUint32(8);
  if (magic === LITTLE_ENDIAN) return true;
  if (magic === BIG_ENDIAN) return false;
  throw damagedAt(byte, 'a section without a byte order');
}

/** The lower seven bits are the exponent: of 2 when the upper one is set, else of 10; s. */
function unitOf(resolution: number): Interface['unit'] {
  const exponent = BigInt(resolution & 0x7f);
  return { numerator: 1_000_000_000n, denominator: (resolution & 0x80) !== 0 ? 2n ** exponent : 10n ** exponent };
}

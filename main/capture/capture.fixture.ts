/** Captures made byte by byte, for what the golden files do not show. */

/** An Ethernet frame with an IPv4 and a UDP header, cut short after them. */
export function udpFrame(destinationPort: number): number[] {
  const ethernet = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0];
  const ip = [0x45, 0, 0, 100, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2];
  return [...ethernet, ...ip, 4, 210, destinationPort >> 8, destinationPort & 0xff, 0, 0, 0, 0];
}

export interface PcapFrame {
  readonly seconds: number;
  /** In the unit of the file. */
  readonly units: number;
  readonly wireBytes: number;
  readonly bytes?: readonly number[];
}

export interface PcapOptions {
  /** Default: microseconds. */
  readonly magic?: number;
  readonly littleEndian?: boolean;
  /** Default: Ethernet. */
  readonly linkType?: number;
}

export function pcapOf(frames: readonly PcapFrame[], options: PcapOptions = {}): Uint8Array {
  const { magic = 0xa1b2c3d4, littleEndian = false, linkType = 1 } = options;
  const word = (value: number) => wordOf(value, littleEndian);
  const header = [...word(magic), ...word(0x00040002), ...word(0), ...word(0), ...word(65535), ...word(linkType)];
  return Uint8Array.from(
    frames.reduce((file, { seconds, units, wireBytes, bytes = udpFrame(53) }) => {
      file.push(...word(seconds), ...word(units), ...word(bytes.length), ...word(wireBytes), ...bytes);
      return file;
    }, header),
  );
}

export function pcapngBlock(type: number, body: readonly number[], littleEndian: boolean): number[] {
  const padded = [...body, ...Array.from({ length: -body.length & 3 }, () => 0)];
  const length = wordOf(padded.length + 12, littleEndian);
  return [...wordOf(type, littleEndian), ...length, ...padded, ...length];
}

export function pcapngSection(littleEndian: boolean): number[] {
  return pcapngBlock(
    0x0a0d0d0a,
    [...wordOf(0x1a2b3c4d, littleEndian), ...half(1, littleEndian), 0, 0, ...Array(8).fill(0xff)],
    littleEndian,
  );
}

/** @param options whole option records, each padded */
export function pcapngInterface(littleEndian: boolean, { linkType = 1, options = [] as readonly number[] } = {}): number[] {
  return pcapngBlock(1, [...half(linkType, littleEndian), 0, 0, ...wordOf(0, littleEndian), ...options], littleEndian);
}

export function pcapngPacket(littleEndian: boolean, units: bigint, wireBytes: number, interfaceNumber = 0): number[] {
  const bytes = udpFrame(53);
  const words = [interfaceNumber, Number(units >> 32n), Number(units & 0xffffffffn), bytes.length, wireBytes];
  return pcapngBlock(6, [...words.flatMap((word) => wordOf(word, littleEndian)), ...bytes], littleEndian);
}

export function half(value: number, littleEndian: boolean): number[] {
  const bytes = [(value >> 8) & 0xff, value & 0xff];
  return littleEndian ? bytes.reverse() : bytes;
}

function wordOf(value: number, littleEndian: boolean): number[] {
  const bytes = [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
  return littleEndian ? bytes.reverse() : bytes;
}

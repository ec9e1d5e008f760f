/**
 * A PCIe link: two serial servers, one for each direction, in bytes with TLP overhead.
 * Model of Neugebauer et al., "Understanding PCIe performance for end host networking", SIGCOMM 2018 (pcie-bench).
 */

/** Gbit/s of one lane after encoding, by generation. */
export const LANE_GBPS: Readonly<Record<number, number>> = {
  1: 0.8 * 2.5,
  2: 0.8 * 5,
  3: (128 / 130) * 8,
  4: (128 / 130) * 16,
  5: (128 / 130) * 32,
  6: (242 / 256) * 64,
};
/** Largest payload of a TLP and read completion size, bytes: the usual settings of servers. */
export const MAX_PAYLOAD_BYTES = 256;
const WRITE_HEADER_BYTES = 24;
export const READ_REQUEST_BYTES = 24;
const COMPLETION_HEADER_BYTES = 20;
/** Largest read request, bytes. */
export const READ_REQUEST_LIMIT_BYTES = 512;
/** Data-link overhead: acknowledgement and flow control each 8 bytes in 203 (Gen3 x8, payload 256), skip ordered sets 4 in 1538. */
export const DATA_LINK_SHARE = 1 - 8 / 203 - 8 / 203 - 4 / 1538;
const DESCRIPTOR_BYTES = 16;
/** Descriptors fetched or written back at once by the NIC (82599: prefetch 40, free-list 32, write-back 8; the middle of them). */
const DESCRIPTOR_BATCH = 16;

/** TLP bytes of a write of `bytes`. */
export function writeTlpBytes(bytes: number): number {
  return bytes + Math.ceil(bytes / MAX_PAYLOAD_BYTES) * WRITE_HEADER_BYTES;
}

/** TLP bytes of one posted write of at most the largest payload. */
export function writePacketBytes(bytes: number): number {
  return bytes + WRITE_HEADER_BYTES;
}

/** Payload of packet `number` of a transfer in packets of at most `limit` bytes. */
export function packetPayload(bytes: number, limit: number, number: number): number {
  return Math.min(limit, bytes - number * limit);
}

/** TLP bytes of the completions of one read request that the root complex ends at multiples of `blockBytes`. */
export function requestCompletionBytes(address: number, bytes: number, blockBytes: number): number {
  const first = Math.floor(address / blockBytes);
  const last = Math.floor((address + bytes - 1) / blockBytes);
  return bytes + (last - first + 1) * COMPLETION_HEADER_BYTES;
}

/** TLP bytes of the completions of a read of `bytes`. */
export function completionTlpBytes(bytes: number): number {
  return bytes + Math.ceil(bytes / MAX_PAYLOAD_BYTES) * COMPLETION_HEADER_BYTES;
}

/** TLP bytes of the requests of a read of `bytes`. */
export function readRequestTlpBytes(bytes: number): number {
  return Math.ceil(bytes / READ_REQUEST_LIMIT_BYTES) * READ_REQUEST_BYTES;
}

/** Bytes towards the host for one received frame: data, write-back of its descriptor, its share of the descriptor reads' requests. */
export function receiveToHostBytes(frameBytes: number): number {
  return writeTlpBytes(frameBytes) + writeTlpBytes(DESCRIPTOR_BYTES) + READ_REQUEST_BYTES / DESCRIPTOR_BATCH;
}

/** Bytes towards the device for one sent frame: descriptor, data, its share of the doorbells. */
export function transmitToDeviceBytes(frameBytes: number): number {
  return (
    completionTlpBytes(frameBytes) +
    completionTlpBytes(DESCRIPTOR_BYTES * DESCRIPTOR_BATCH) / DESCRIPTOR_BATCH +
    WRITE_HEADER_BYTES / DESCRIPTOR_BATCH
  );
}

/** Bytes towards the host for one sent frame: the requests of the reads and the write-back. */
export function transmitToHostBytes(frameBytes: number): number {
  return readRequestTlpBytes(frameBytes) + (READ_REQUEST_BYTES + writeTlpBytes(DESCRIPTOR_BYTES)) / DESCRIPTOR_BATCH;
}

/** One direction. */
export class PcieDirection {
  freeNs = 0;
  busyNs = 0;
  private readonly nsPerByte: number;

  constructor(generation: number, lanes: number, timeFactor: number) {
    const gbps = (LANE_GBPS[generation] ?? LANE_GBPS[3]) * lanes * DATA_LINK_SHARE;
    this.nsPerByte = (8 / gbps) * timeFactor;
  }

  /** Moves TLP bytes from `nowNs` on, after what is under way, and returns the time at which they are through. */
  move(nowNs: number, tlpBytes: number): number {
    const lengthNs = tlpBytes * this.nsPerByte;
    this.busyNs += lengthNs;
    this.freeNs = Math.max(this.freeNs, nowNs) + lengthNs;
    return this.freeNs;
  }
}

/**
 * From the payload that a tool counts to the frames that the lab counts. The lab's bits are those of Ethernet frames with their check sequence,
 * without preamble and gap (IEEE 802.3 clause 3): what RFC 2544 section 9.1 calls the frame size.
 */

/** Header and frame check sequence of Ethernet, without a VLAN tag, bytes. */
const ETHERNET_BYTES = 14 + 4;
const IP_BYTES = { 4: 20, 6: 40 } as const;
const TCP_BYTES = 20;
/** Timestamps (RFC 7323) with their padding, on by default in Linux. TCP_MAXSEG of a Linux connection is without them. */
const TCP_OPTION_BYTES = 12;
const UDP_BYTES = 8;
/** Least frame of Ethernet, bytes: shorter ones are padded. */
const SHORTEST_FRAME_BYTES = 64;
/** What an Ethernet frame carries at most without jumbo frames, bytes. */
export const USUAL_MTU_BYTES = 1500;

export type IpVersion = 4 | 6;

/** Bytes of the frame that carries a full TCP segment of so many bytes of payload. */
export function tcpFrameBytes(segmentBytes: number, version: IpVersion): number {
  return Math.max(SHORTEST_FRAME_BYTES, segmentBytes + TCP_BYTES + TCP_OPTION_BYTES + IP_BYTES[version] + ETHERNET_BYTES);
}

/** Bytes of the frame that carries a UDP datagram of so many bytes of payload; null when it needs more frames than one. */
export function udpFrameBytes(payloadBytes: number, version: IpVersion): number | null {
  const packetBytes = payloadBytes + UDP_BYTES + IP_BYTES[version];
  return packetBytes > USUAL_MTU_BYTES ? null : Math.max(SHORTEST_FRAME_BYTES, packetBytes + ETHERNET_BYTES);
}

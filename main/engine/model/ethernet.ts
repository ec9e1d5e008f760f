/** Ethernet arithmetic: a frame with its check sequence takes 20 further bytes on the wire, preamble, start delimiter and inter-frame gap (RFC 2544, IEEE 802.3). */

export const WIRE_OVERHEAD_BYTES = 20;
/** Ethernet header and check sequence around a packet of MTU size. */
export const FRAME_OVERHEAD_BYTES = 18;
/** IPv4 and TCP headers with timestamps. */
export const TCP_HEADER_BYTES = 52;
/** A pure acknowledgement: 14 + 52 + 4 bytes. */
export const ACKNOWLEDGEMENT_BYTES = 70;

/** Time on the wire of frames that follow each other, ns. */
export function wireNs(bytes: number, frames: number, lineRateGbps: number): number {
  return ((bytes + frames * WIRE_OVERHEAD_BYTES) * 8) / lineRateGbps;
}

/** Highest frame rate of a link, frames per second: RFC 2544 appendix A. */
export function lineRatePps(frameBytes: number, lineRateGbps: number): number {
  return 1e9 / wireNs(frameBytes, 1, lineRateGbps);
}

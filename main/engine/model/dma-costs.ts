/**
 * What a DMA transfer costs apart from the link: the device's engine and the way through the root complex to memory and back. The cost model's latencies
 * were measured end to end by the reference device of pcie-bench; its own share is taken off here, so that any device can be put in its place.
 */
import type { NicProfile } from '../../../shared/catalogue/profiles.ts';
import type { Costs } from '../costs/parameters.ts';
import { MAX_PAYLOAD_BYTES, PcieDirection, READ_REQUEST_BYTES, requestCompletionBytes, writePacketBytes } from './pcie.ts';

/** Bytes of the transfers whose latency the cost model gives. */
const MEASURED_BYTES = 64;
/** Bytes over which the slope of latency against size was measured: full completions. */
const SLOPE_BYTES = 256;

export interface DmaCosts {
  /** Root complex and last-level cache: from the arrival of a read request to its first completion, ns. */
  readonly readNs: number;
  /** From the arrival of a write until it is visible to the host, ns. */
  readonly writeNs: number;
  /** Inside the device, for each byte read: from its PCIe core to its memory, ns. */
  readonly innerByteNs: number;
}

export function dmaCosts(costs: Costs, reference: NicProfile): DmaCosts {
  const nsOf = (tlpBytes: number) => new PcieDirection(reference.pcieGeneration.value, reference.pcieLanes.value, 1).move(0, tlpBytes);
  const innerByteNs = Math.max(0, costs['pcie.readByte'] - nsOf(requestCompletionBytes(0, SLOPE_BYTES, MAX_PAYLOAD_BYTES)) / SLOPE_BYTES);
  const engineNs = reference.dmaCommandNs.value + reference.dmaReadRequestNs.value;
  const writeEngineNs = reference.dmaWriteCommandNs.value + reference.dmaWritePieceNs.value;
  const linkNs = nsOf(READ_REQUEST_BYTES) + nsOf(requestCompletionBytes(0, MEASURED_BYTES, MAX_PAYLOAD_BYTES));
  return {
    readNs: Math.max(0, costs['pcie.readLatency'] - engineNs - linkNs - MEASURED_BYTES * innerByteNs),
    writeNs: Math.max(0, costs['pcie.writeLatency'] - writeEngineNs - nsOf(writePacketBytes(MEASURED_BYTES))),
    innerByteNs,
  };
}

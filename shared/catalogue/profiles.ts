/** Shapes of the built-in profiles of hosts, NICs and costs; the data stands in main/engine/costs and reaches the page over the contract. */
import { z } from 'zod';
import { words } from '../texts/words.ts';

/** `measured`: by the person, on the host that the scenario stands for; `data-sheet`: stated by the vendor of the very part; the others as in the reference of costs. */
export const provenanceSchema = z.enum(['published', 'measured', 'data-sheet', 'secondary', 'unverified', 'derived', 'assumed']);
export type Provenance = z.infer<typeof provenanceSchema>;

/** Where a value comes from that stands in place of a profile's or a cost model's. */
export const valueSourceSchema = z.strictObject({
  provenance: provenanceSchema.describe('How the value is known.'),
  source: z.string().min(1).max(500).describe('Host, day and tool, publication, or data sheet.'),
  low: z.number().min(0).max(1e9).optional().describe('The least that the value may be, in its unit.'),
  high: z.number().min(0).max(1e9).optional().describe('The most that the value may be, in its unit.'),
});
export type ValueSource = z.output<typeof valueSourceSchema>;

/** What is wrong with a value outside the range that is stated of it; empty: nothing. */
export function rangeProblem(name: string, value: number, { low = 0, high = Infinity }: Pick<ValueSource, 'low' | 'high'>): string {
  return low <= value && value <= high ? '' : words().profiles.outsideRange(name, String(value), String(low), String(high));
}

const sourcedNumber = z.strictObject({
  value: z.number(),
  unit: z.string(),
  source: z.string(),
  provenance: provenanceSchema,
});
/** A number with where it comes from. */
export type SourcedNumber = z.infer<typeof sourcedNumber>;

export const hostProfileSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Cost model that goes with the machine. */
  costModel: z.string(),
  cores: z.int(),
  frequencyGhz: z.number(),
  /** Last-level cache of a socket, MiB. */
  lastLevelCacheMib: z.number(),
  source: z.string(),
  /** Cost parameters measured on this very machine; they take the place of the cost model's. */
  measured: z.array(z.strictObject({ name: z.string(), ...sourcedNumber.shape })).default([]),
});
export type HostProfile = z.infer<typeof hostProfileSchema>;

export const nicProfileSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Gbit/s of one port. */
  lineRateGbps: sourcedNumber,
  /** Packets per second that the controller can move, each direction of a port. */
  packetRateLimitPps: sourcedNumber,
  /** Bytes of the receive FIFO. */
  receiveFifoBytes: sourcedNumber,
  /** Descriptors of a ring with the usual driver. */
  ringDescriptors: sourcedNumber,
  /** Queue pairs of a port. */
  queuePairs: sourcedNumber,
  /** VMDq pools of a port; 0: no VMDq. */
  vmdqPools: sourcedNumber,
  /** Virtual functions of a port; 0: no SR-IOV. */
  virtualFunctions: sourcedNumber,
  /** Packets per second of the embedded switch between functions. */
  embeddedSwitchPps: sourcedNumber,
  /**
   * How its driver moderates interrupts when it adapts: 1 by a timer that each completion restarts and by their number, tuned by Linux's `net_dim`;
   * 0 by an interval, as ixgbe.
   */
  completionModeration: sourcedNumber,
  /** Whether its Linux driver takes a new page for each frame that XDP redirects: 1, or 0 where it reuses the other half of the page. */
  losesRedirectedPages: sourcedNumber,
  pcieGeneration: sourcedNumber,
  pcieLanes: sourcedNumber,
  /** DMA reads that the device keeps in flight. */
  dmaReadsInFlight: sourcedNumber,
  /** DMA writes that the device may have sent without room for them being confirmed. */
  dmaWritesInFlight: sourcedNumber,
  /** Time of the DMA engine for each read request, ns; twice where bytes fill no word of 8. */
  dmaReadRequestNs: sourcedNumber,
  /** Time of the DMA engine for each write, ns. */
  dmaWriteCommandNs: sourcedNumber,
  /** Time of the DMA engine for each started 128 bytes of a write, ns. */
  dmaWritePieceNs: sourcedNumber,
  /** Time of the DMA engine for each byte of such a piece beyond its first 64, ns. */
  dmaWriteByteNs: sourcedNumber,
  /** Packets of writes that wait for the link. */
  dmaWriteQueuePackets: sourcedNumber,
  /** Latency of a DMA command besides its transfer, ns: a register-like read of the device does without. */
  dmaCommandNs: sourcedNumber,
  /** Step of the clock by which the device measures latency, ns; 0: exact. */
  clockStepNs: sourcedNumber,
  /** Way of a frame through the device in each direction, besides wire and PCIe, ns. */
  deviceNs: sourcedNumber,
});
export type NicProfile = z.infer<typeof nicProfileSchema>;

export const costParameterSchema = z.strictObject({
  /** Dotted name: `vm.exit`. */
  name: z.string(),
  value: z.number(),
  unit: z.enum(['cycles', 'cycles/packet', 'cycles/byte', 'ns', 'ns/byte', '1/s', 'count', 'ratio', 'bytes']),
  /** What it is charged for. */
  meaning: z.string(),
  source: z.string(),
  /** Machine it was measured on. */
  hardware: z.string(),
  provenance: provenanceSchema,
  /** Plausible range, same unit. */
  low: z.number(),
  high: z.number(),
});
export type CostParameter = z.infer<typeof costParameterSchema>;

export const costModelSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  machine: z.string(),
  frequencyGhz: z.number(),
  /** Year of the software stack. */
  year: z.int(),
  parameters: z.array(costParameterSchema),
});
export type CostModel = z.infer<typeof costModelSchema>;

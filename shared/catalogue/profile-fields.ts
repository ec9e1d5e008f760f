/** The fields of host and NIC profiles: names, units, ranges and meanings, for forms, tables, reports and the checker. */
import type { NicProfile, SourcedNumber } from './profiles.ts';

export interface ProfileField {
  readonly title: string;
  /** `count` for what has none. */
  readonly unit: string;
  /** Least and most that a profile may say, in the unit. */
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  readonly meaning: string;
}

export type HostField = 'cores' | 'frequencyGhz' | 'lastLevelCacheMib';
export type NicField = { [Key in keyof NicProfile]: NicProfile[Key] extends SourcedNumber ? Key : never }[keyof NicProfile];

export const hostFields: Readonly<Record<HostField, ProfileField>> = {
  cores: { title: 'Cores', unit: 'count', min: 1, max: 512, whole: true, meaning: 'Physical cores of the machine.' },
  frequencyGhz: { title: 'Frequency', unit: 'GHz', min: 0.1, max: 10, whole: false, meaning: 'Base clock of a core.' },
  lastLevelCacheMib: { title: 'Last-level cache', unit: 'MiB', min: 0.01, max: 4096, whole: false, meaning: 'Of one socket.' },
};

const count = (title: string, min: number, max: number, meaning: string): ProfileField => ({
  title,
  unit: 'count',
  min,
  max,
  whole: true,
  meaning,
});
const packetRate = (title: string, meaning: string): ProfileField => ({ title, unit: 'pps', min: 0, max: 1e9, whole: false, meaning });
const time = (title: string, meaning: string): ProfileField => ({ title, unit: 'ns', min: 0, max: 1e6, whole: false, meaning });

export const nicFields: Readonly<Record<NicField, ProfileField>> = {
  lineRateGbps: { title: 'Line rate', unit: 'Gbit/s', min: 0.01, max: 800, whole: false, meaning: 'Of one port.' },
  packetRateLimitPps: { ...packetRate('Packet rate limit', 'What the controller can move, each direction of a port.'), min: 1 },
  receiveFifoBytes: {
    title: 'Receive FIFO',
    unit: 'bytes',
    min: 1024,
    max: 1e9,
    whole: true,
    meaning: 'On-chip buffer in front of the rings.',
  },
  ringDescriptors: count('Ring descriptors', 16, 32_768, 'Of a ring with the usual driver.'),
  queuePairs: count('Queue pairs', 1, 65_536, 'Of a port.'),
  vmdqPools: count('VMDq pools', 0, 4096, 'Of a port; 0: no VMDq.'),
  virtualFunctions: count('Virtual functions', 0, 4096, 'Of a port; 0: no SR-IOV.'),
  embeddedSwitchPps: packetRate('Embedded switch', 'Frames between functions of the port.'),
  completionModeration: count('Moderation by completions', 0, 1, '1: a timer that completions restart, tuned by net_dim; 0: an interval.'),
  losesRedirectedPages: count(
    'Loses redirected pages',
    0,
    1,
    '1: its Linux driver takes a new page for each frame that XDP redirects; 0: it reuses pages.',
  ),
  pcieGeneration: count('PCIe generation', 1, 6, 'Of the slot that the card was made for.'),
  pcieLanes: count('PCIe lanes', 1, 32, 'Width of the slot.'),
  dmaReadsInFlight: count('DMA reads in flight', 1, 65_536, 'What the device keeps outstanding.'),
  dmaWritesInFlight: count('DMA writes in flight', 1, 65_536, 'Sent before room for them is confirmed.'),
  dmaReadRequestNs: time('DMA read request', 'Time of the DMA engine for each; twice where bytes fill no word of 8.'),
  dmaWriteCommandNs: time('DMA write command', 'Time of the DMA engine for each.'),
  dmaWritePieceNs: time('DMA write piece', 'Time of the DMA engine for each 128 bytes of a write.'),
  dmaWriteByteNs: {
    title: 'DMA write byte',
    unit: 'ns/byte',
    min: 0,
    max: 1000,
    whole: false,
    meaning: 'Time of the DMA engine for each byte of a piece beyond its first 64.',
  },
  dmaWriteQueuePackets: count('DMA write queue', 1, 65_536, 'Packets that wait for the link.'),
  dmaCommandNs: time('DMA command', 'Latency besides that of its transfer.'),
  clockStepNs: time('Clock step', 'Of the clock by which the device measures latency; 0: exact.'),
  deviceNs: time('Way through the device', 'Of a frame, in each direction, besides wire and PCIe.'),
};

export const nicFieldNames = Object.keys(nicFields) as NicField[];
export const hostFieldNames = Object.keys(hostFields) as HostField[];

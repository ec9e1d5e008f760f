/** The parameters of a NIC profile, with names and meanings for people. */
import type { NicProfile, SourcedNumber } from '../../../shared/catalogue/profiles.ts';
import { digits, formatRate } from '../../../shared/units.ts';

export interface NicParameter {
  readonly key: Exclude<keyof NicProfile, 'id' | 'title'>;
  readonly title: string;
  readonly meaning: string;
}

export const nicParameters: readonly NicParameter[] = [
  { key: 'lineRateGbps', title: 'Line rate', meaning: 'Of one port.' },
  { key: 'packetRateLimitPps', title: 'Packet rate limit', meaning: 'What the controller can move, each direction of a port.' },
  { key: 'receiveFifoBytes', title: 'Receive FIFO', meaning: 'On-chip buffer in front of the rings.' },
  { key: 'ringDescriptors', title: 'Ring descriptors', meaning: 'Of a ring with the usual driver.' },
  { key: 'queuePairs', title: 'Queue pairs', meaning: 'Of a port.' },
  { key: 'vmdqPools', title: 'VMDq pools', meaning: 'Of a port; 0: no VMDq.' },
  { key: 'virtualFunctions', title: 'Virtual functions', meaning: 'Of a port; 0: no SR-IOV.' },
  { key: 'embeddedSwitchPps', title: 'Embedded switch', meaning: 'Frames between functions of the port.' },
  {
    key: 'completionModeration',
    title: 'Moderation by completions',
    meaning: '1: a timer that completions restart, tuned by net_dim; 0: an interval.',
  },
  { key: 'pcieGeneration', title: 'PCIe generation', meaning: 'Of the slot that the card was made for.' },
  { key: 'pcieLanes', title: 'PCIe lanes', meaning: 'Width of the slot.' },
  { key: 'dmaReadsInFlight', title: 'DMA reads in flight', meaning: 'What the device keeps outstanding.' },
  { key: 'dmaWritesInFlight', title: 'DMA writes in flight', meaning: 'Sent before room for them is confirmed.' },
  { key: 'dmaReadRequestNs', title: 'DMA read request', meaning: 'Time of the DMA engine for each.' },
  { key: 'dmaWritePacketNs', title: 'DMA write packet', meaning: 'Time of the DMA engine for each.' },
  { key: 'dmaWriteQueuePackets', title: 'DMA write queue', meaning: 'Packets that wait for the link.' },
  { key: 'dmaCommandNs', title: 'DMA command', meaning: 'Latency besides that of its transfer.' },
  { key: 'clockStepNs', title: 'Clock step', meaning: 'Of the clock by which the device measures latency.' },
  { key: 'deviceNs', title: 'Way through the device', meaning: 'Of a frame, in each direction, besides wire and PCIe.' },
];

/** `15 Mpps`, `512 KiB`, `10 Gbit/s`, `128`, `none`. */
export function formatSourced({ value, unit }: SourcedNumber): string {
  if (value === 0) return 'none';
  switch (unit) {
    case 'pps':
      return formatRate(value, 'pps');
    case 'bytes':
      return value >= 1024 ? `${digits(value / 1024)} KiB` : `${digits(value)} bytes`;
    case 'count':
      return value.toLocaleString('en-US');
    default:
      return `${digits(value)} ${unit}`;
  }
}

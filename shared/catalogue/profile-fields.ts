/** The fields of host and NIC profiles: names, units, ranges and meanings, for forms, tables, reports and the checker. */
import { words } from '../texts/words.ts';
import type { NicProfile, SourcedNumber } from './profiles.ts';

/** What a value of the field may be. */
export interface FieldRange {
  /** `count` for what has none. */
  readonly unit: string;
  /** Least and most that a profile may say, in the unit. */
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

export interface ProfileField extends FieldRange {
  readonly title: string;
  readonly meaning: string;
}

export type HostField = 'cores' | 'frequencyGhz' | 'lastLevelCacheMib';
export type NicField = { [Key in keyof NicProfile]: NicProfile[Key] extends SourcedNumber ? Key : never }[keyof NicProfile];

const hostRanges: Readonly<Record<HostField, FieldRange>> = {
  cores: { unit: 'count', min: 1, max: 512, whole: true },
  frequencyGhz: { unit: 'GHz', min: 0.1, max: 10, whole: false },
  lastLevelCacheMib: { unit: 'MiB', min: 0.01, max: 4096, whole: false },
};

const count = (min: number, max: number): FieldRange => ({ unit: 'count', min, max, whole: true });
const packetRate = (min: number): FieldRange => ({ unit: 'pps', min, max: 1e9, whole: false });
const time: FieldRange = { unit: 'ns', min: 0, max: 1e6, whole: false };

const nicRanges: Readonly<Record<NicField, FieldRange>> = {
  lineRateGbps: { unit: 'Gbit/s', min: 0.01, max: 800, whole: false },
  packetRateLimitPps: packetRate(1),
  receiveFifoBytes: { unit: 'bytes', min: 1024, max: 1e9, whole: true },
  ringDescriptors: count(16, 32_768),
  queuePairs: count(1, 65_536),
  vmdqPools: count(0, 4096),
  virtualFunctions: count(0, 4096),
  embeddedSwitchPps: packetRate(0),
  completionModeration: count(0, 1),
  losesRedirectedPages: count(0, 1),
  pcieGeneration: count(1, 6),
  pcieLanes: count(1, 32),
  dmaReadsInFlight: count(1, 65_536),
  dmaWritesInFlight: count(1, 65_536),
  dmaReadRequestNs: time,
  dmaWriteCommandNs: time,
  dmaWritePieceNs: time,
  dmaWriteByteNs: { unit: 'ns/byte', min: 0, max: 1000, whole: false },
  dmaWriteQueuePackets: count(1, 65_536),
  dmaCommandNs: time,
  clockStepNs: time,
  deviceNs: time,
};

export const hostFieldNames = Object.keys(hostRanges) as HostField[];
export const nicFieldNames = Object.keys(nicRanges) as NicField[];

export function hostField(name: HostField): ProfileField {
  return { ...hostRanges[name], ...words().profileFields.host[name] };
}

export function nicField(name: NicField): ProfileField {
  return { ...nicRanges[name], ...words().profileFields.nic[name] };
}

/** `count` for what has none. */
export function nicUnit(name: NicField): string {
  return nicRanges[name].unit;
}

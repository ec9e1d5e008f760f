/** What the key of a field says: its title, and the unit at its end. `rateLimitMbps` is "Rate limit" in Mbit/s. */
import { words } from '../texts/words.ts';
import { isFieldKey } from './field-keys.ts';

export interface KeyWords {
  readonly title: string;
  /** Symbol of the unit, or empty. */
  readonly unit: string;
}

interface Unit {
  readonly ending: RegExp;
  readonly symbol: string;
  /** In a sentence, where it is not the symbol. */
  readonly spoken?: keyof ReturnType<typeof words>['fields']['units'];
}

const units: readonly Unit[] = [
  { ending: /Ghz$/, symbol: 'GHz' },
  { ending: /Gbps$/, symbol: 'Gbit/s' },
  { ending: /Mbps$/, symbol: 'Mbit/s' },
  { ending: /Pps$/, symbol: 'pps', spoken: 'packetsPerSecond' },
  { ending: /Us$/, symbol: 'µs', spoken: 'microseconds' },
  { ending: /Ms$/, symbol: 'ms', spoken: 'milliseconds' },
  { ending: /Ns$/, symbol: 'ns' },
  { ending: /Kib$/, symbol: 'KiB' },
  { ending: /Bytes$/, symbol: 'bytes' },
  { ending: /Percent$/, symbol: '%', spoken: 'percent' },
];

/** Words that are not written as other words are. */
const spellings: Readonly<Record<string, string>> = {
  iommu: 'IOMMU',
  dma: 'DMA',
  mtu: 'MTU',
  ack: 'ACK',
  nic: 'NIC',
  mlr: 'MLR',
  vm: 'VM',
  vms: 'VMs',
  vcpus: 'vCPUs',
};

/** Of a field of a scenario in the language of who reads it; of another key its own words. */
export function keyWords(key: string): KeyWords {
  const unit = unitOf(key);
  const title = ownWords(key.replace(unit?.ending ?? /$/, ''));
  return { title: isFieldKey(key) ? words().fields.title(key, title) : title, unit: unit?.symbol ?? '' };
}

/** "microseconds"; empty for a field without a unit in its name. */
export function unitInWords(key: string): string {
  const unit = unitOf(key);
  return unit?.spoken ? words().fields.units[unit.spoken] : (unit?.symbol ?? '');
}

function unitOf(key: string): Unit | undefined {
  return units.find(({ ending }) => ending.test(key));
}

/** "Rate limit" of `rateLimit`. */
function ownWords(key: string): string {
  const [first = '', ...others] = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(' ');
  const title = [spellings[first] ?? `${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...others.map((word) => spellings[word] ?? word)];
  return title.join(' ');
}

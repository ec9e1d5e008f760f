/** What the key of a field says by itself: its words, and the unit at its end. `rateLimitMbps` is "Rate limit" in Mbit/s. */
export interface KeyWords {
  readonly title: string;
  /** Symbol of the unit, or empty. */
  readonly unit: string;
}

interface Unit {
  readonly ending: RegExp;
  readonly symbol: string;
  /** In a sentence. */
  readonly words: string;
}

const units: readonly Unit[] = [
  { ending: /Ghz$/, symbol: 'GHz', words: 'GHz' },
  { ending: /Gbps$/, symbol: 'Gbit/s', words: 'Gbit/s' },
  { ending: /Mbps$/, symbol: 'Mbit/s', words: 'Mbit/s' },
  { ending: /Pps$/, symbol: 'pps', words: 'packets per second' },
  { ending: /Us$/, symbol: 'µs', words: 'microseconds' },
  { ending: /Ms$/, symbol: 'ms', words: 'milliseconds' },
  { ending: /Ns$/, symbol: 'ns', words: 'ns' },
  { ending: /Kib$/, symbol: 'KiB', words: 'KiB' },
  { ending: /Bytes$/, symbol: 'bytes', words: 'bytes' },
  { ending: /Percent$/, symbol: '%', words: 'percent' },
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

export function keyWords(key: string): KeyWords {
  const unit = units.find(({ ending }) => ending.test(key));
  const [first = '', ...others] = key
    .replace(unit?.ending ?? /$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .split(' ');
  const title = [spellings[first] ?? `${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...others.map((word) => spellings[word] ?? word)];
  return { title: title.join(' '), unit: unit?.symbol ?? '' };
}

/** "microseconds"; empty for a field without a unit in its name. */
export function unitInWords(key: string): string {
  return units.find(({ ending }) => ending.test(key))?.words ?? '';
}

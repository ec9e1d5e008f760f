/** Adapters and processors that the lab has profiles of. Identities of PCI are those of the PCI ID Repository (pci.ids). */
import type { HostProfile } from '../../../shared/catalogue/profiles.ts';

const adapters: Readonly<Record<string, readonly string[]>> = {
  '82576': ['8086:10c9', '8086:10e6', '8086:10e7', '8086:10e8', '8086:150a', '8086:1518', '8086:1526'],
  '82598': [
    '8086:10b6',
    '8086:10c6',
    '8086:10c7',
    '8086:10c8',
    '8086:10db',
    '8086:10dd',
    '8086:10ec',
    '8086:10f1',
    '8086:10f4',
    '8086:1508',
  ],
  '82599': [
    '8086:10f7',
    '8086:10f8',
    '8086:10f9',
    '8086:10fb',
    '8086:10fc',
    '8086:1507',
    '8086:1514',
    '8086:1517',
    '8086:1557',
    '8086:1558',
  ],
  i350: ['8086:1521', '8086:1522', '8086:1523', '8086:1524'],
  x710: ['8086:1572', '8086:1581', '8086:1586', '8086:1589'],
  xl710: ['8086:1580', '8086:1583', '8086:1584'],
  e810: ['8086:1591', '8086:1592', '8086:1593'],
  'connectx-5': ['15b3:1017', '15b3:1019'],
};

/** Identifier of the profile of this very adapter. */
export function adapterProfile(pciId: string | null): string | undefined {
  return Object.entries(adapters).find(([, ids]) => pciId !== null && ids.includes(pciId))?.[0];
}

/** `e52697v4` of "Intel(R) Xeon(R) CPU E5-2697 v4 @ 2.30GHz". */
const NUMBER = /\b(E[357]-\d{4}( v\d)?|X\d{4}|Gold \d{4}|i\d-\d{4}\w?)/i;

function processorNumber(text: string): string | undefined {
  return NUMBER.exec(text)?.[0]
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The profile of a host with this very processor. */
export function hostProfileOf(model: string | null, profiles: readonly HostProfile[]): HostProfile | undefined {
  const number = processorNumber(model ?? '');
  return number === undefined ? undefined : profiles.find(({ title }) => processorNumber(title) === number);
}

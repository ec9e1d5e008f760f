/** The catalogue of profiles for people: tables of all, and every number of one with its source. */
import type { OwnProfile } from '../../shared/catalogue/own-profile.ts';
import {
  provenanceSchema,
  type CostModel,
  type HostProfile,
  type NicProfile,
  type SourcedNumber,
} from '../../shared/catalogue/profiles.ts';
import { fieldsOfProfile } from '../../shared/scenario/own-profiles.ts';
import type { Catalogue } from '../../shared/scenario/technique-limits.ts';
import { digits, formatRate } from '../../shared/units.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 100;

export function profileTables({ hostProfiles, nicProfiles, costModels }: Catalogue): string {
  const hosts = hostProfiles.map(({ id, cores, frequencyGhz, costModel, source }) => [
    id,
    `${cores}`,
    digits(frequencyGhz),
    costModel,
    source,
  ]);
  const nics = nicProfiles.map((nic) => [
    nic.id,
    digits(nic.lineRateGbps.value),
    formatRate(nic.packetRateLimitPps.value, 'pps'),
    digits(nic.queuePairs.value),
    digits(nic.vmdqPools.value),
    digits(nic.virtualFunctions.value),
    `${nic.pcieGeneration.value}.0 x${nic.pcieLanes.value}`,
    nic.title,
  ]);
  const costs = costModels.map(({ id, year, frequencyGhz, parameters, machine }) => [
    id,
    `${year}`,
    digits(frequencyGhz),
    `${parameters.length}`,
    `${machine}. Costs: ${provenanceOf(parameters)}`,
  ]);
  return [
    'Hosts (host.profile)',
    textTable([['id', 'cores', 'GHz', 'cost model', 'source'], ...hosts], { indent: 2, width: WIDTH, alignRight: new Set([1, 2]) }),
    '',
    'NICs, each port (nic.profile)',
    textTable([['id', 'Gbit/s', 'limit', 'queues', 'VMDq', 'VFs', 'PCIe', 'title'], ...nics], {
      indent: 2,
      width: WIDTH,
      alignRight: new Set([1, 2, 3, 4, 5]),
    }),
    '  Sources',
    ...nicProfiles.map((nic) => wrap(`  ${nic.id}: ${sourcesOf(nic)}`, WIDTH, '    ')),
    '',
    'Cost models (costModel)',
    textTable([['id', 'year', 'GHz', 'costs', 'machine, and how its costs are known'], ...costs], {
      indent: 2,
      width: WIDTH,
      alignRight: new Set([1, 2, 3]),
    }),
    '',
    'Every number with its source: lab profiles ID',
  ].join('\n');
}

export function describeHost({ id, title, cores, frequencyGhz, lastLevelCacheMib, costModel, source, measured }: HostProfile): string {
  const rows = [
    ['cores', `${cores}`],
    ['frequency', `${digits(frequencyGhz)} GHz`],
    ['last-level cache', `${digits(lastLevelCacheMib)} MiB each socket`],
    ['cost model', costModel],
    ['source', source],
    ...measured.map(({ name, value, unit, ...known }) => [name, `${digits(value)} ${unit}, ${known.provenance}: ${known.source}`]),
  ];
  return `${id}: ${title}\n${textTable(rows, { indent: 2, width: WIDTH })}`;
}

export function describeNic({ id, title, ...numbers }: NicProfile): string {
  const rows = Object.entries(numbers).map(([name, { value, unit, provenance, source }]) => [
    name,
    value.toLocaleString('en-US'),
    unit,
    provenance,
    source,
  ]);
  return `${id}: ${title}\n${textTable(rows, { indent: 2, width: WIDTH, alignRight: new Set([1]) })}`;
}

export function describeCostModel({ id, title, machine, year, frequencyGhz, parameters }: CostModel): string {
  const rows = parameters.map(({ name, value, unit, low, high, provenance, meaning, source, hardware }) => [
    name,
    number(value),
    unit,
    `${number(low)} to ${number(high)}`,
    provenance,
    `${meaning}. Source: ${source}${hardware === '' ? '' : ` (${hardware})`}`,
  ]);
  const head = ['cost', 'value', 'unit', 'range', 'provenance', 'meaning and source'];
  return [
    `${id}: ${title}`,
    `  ${machine}, ${digits(frequencyGhz)} GHz, ${year}`,
    textTable([head, ...rows], { indent: 2, width: 140, alignRight: new Set([1]) }),
  ].join('\n');
}

/** What each profile of a person changes of the catalogue's, a change a row. */
export function ownProfileTable(own: readonly OwnProfile[], catalogue: Catalogue): string {
  return own
    .map((profile) => {
      const fields = fieldsOfProfile(profile, catalogue);
      const rows = Object.entries(profile.changes).map(([name, { value, provenance, source, low, high }]) => [
        name,
        number(value),
        fields.get(name)?.unit ?? '',
        low === undefined || high === undefined ? '' : `${number(low)} to ${number(high)}`,
        provenance,
        source,
      ]);
      const head = `${profile.id}: ${profile.title} (${profile.kind}, copy of ${profile.base})`;
      if (rows.length === 0) return `${head}\n  nothing changed`;
      const table = [['field', 'value', 'unit', 'range', 'provenance', 'source'], ...rows];
      return `${head}\n${textTable(table, { indent: 2, width: WIDTH, alignRight: new Set([1]) })}`;
    })
    .join('\n\n');
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** Where the numbers of a NIC come from, each source once. */
function sourcesOf(nic: NicProfile): string {
  const numbers = Object.values(nic).filter((value): value is SourcedNumber => typeof value === 'object');
  return [...new Set(numbers.map(({ source }) => source))].join('; ');
}

/** How many of the costs are how well founded, best first. */
function provenanceOf(parameters: CostModel['parameters']): string {
  const counts = Map.groupBy(parameters, ({ provenance }) => provenance);
  return provenanceSchema.options
    .flatMap((provenance) => {
      const amount = counts.get(provenance)?.length ?? 0;
      return amount === 0 ? [] : [`${amount} ${provenance}`];
    })
    .join(', ');
}

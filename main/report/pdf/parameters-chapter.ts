/** Every cost parameter of the run, with unit, range, source and provenance. */
import type { Content } from 'pdfmake/interfaces.js';
import type { CostModel, NicProfile, SourcedNumber } from '../../../shared/catalogue/profiles.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { digits } from '../../../shared/units.ts';
import { measuredOn, nicFields, type ProfilesUsed } from '../profiles-used.ts';
import { chapter, paragraph, table, titledBullets, type TableEntry } from './blocks.ts';

const provenances = [
  'published: measured and published by the source named',
  'secondary: quoted by a further source',
  'unverified: from a source that was not checked again',
  'derived: computed from published figures',
  'assumed: chosen by judgement, nothing published',
];

export function parametersChapter(scenario: Scenario, { costModel, host, nic }: ProfilesUsed): Content[] {
  return [
    chapter(sectionTitle('parameters')),
    ...(costModel ? costTable(scenario, measuredOn(costModel, host)) : []),
    ...(nic ? nicTable(nic) : []),
  ];
}

function costTable({ costs }: Scenario, { title, parameters, machine }: CostModel): Content[] {
  return [
    ...titledBullets('Provenance', provenances),
    paragraph(`Costs are of ${machine} where no other hardware is named. Values in bold were set by hand.`),
    table(
      `Cost model: ${title}`,
      [
        { title: 'Parameter', width: 94 },
        { title: 'Value', width: 34, align: 'right' },
        { title: 'Unit', width: 52 },
        { title: 'Range', width: 58, align: 'right' },
        { title: 'Charged for, source', width: '*' },
        { title: 'Provenance', width: 48 },
      ],
      parameters.map(({ name, value, unit, low, high, meaning, source, hardware, provenance }): TableEntry[] => {
        const byHand = costs[name];
        return [
          { text: name, bold: true },
          { text: digits(byHand ?? value), bold: byHand !== undefined },
          unit,
          `${digits(low)}–${digits(high)}`,
          { text: meaning, note: `${source}${hardware === machine ? '' : ` (${hardware})`}` },
          byHand === undefined ? provenance : `set by hand; model: ${digits(value)}, ${provenance}`,
        ];
      }),
    ),
  ];
}

function nicTable(nic: NicProfile): Content[] {
  return [
    table(
      `NIC profile: ${nic.title}`,
      [
        { title: 'Parameter', width: 120 },
        { title: 'Value', width: 70, align: 'right' },
        { title: 'Unit', width: 60 },
        { title: 'Source', width: '*' },
        { title: 'Provenance', width: 48 },
      ],
      Object.entries(nicFields).map(([field, title]): TableEntry[] => {
        const { value, unit, source, provenance }: SourcedNumber = nic[field as keyof typeof nicFields];
        return [{ text: title, bold: true }, digits(value), unit, source, provenance];
      }),
    ),
  ];
}

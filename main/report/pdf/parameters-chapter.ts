/** Every cost parameter of the run, with unit, range, source and provenance. */
import type { Content } from 'pdfmake/interfaces.js';
import type { CostModel, NicProfile, SourcedNumber, ValueSource } from '../../../shared/catalogue/profiles.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { costSource } from '../../../shared/scenario/cost-sources.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { digits } from '../../../shared/units.ts';
import { measuredOn, type ProfilesUsed } from '../profiles-used.ts';
import { chapter, paragraph, table, titledBullets, type TableEntry } from './blocks.ts';
import { nicField, nicFieldNames } from '../../../shared/catalogue/profile-fields.ts';

const provenances = [
  'published: measured and published by the source named',
  'measured: on the host that the scenario stands for',
  'data-sheet: stated by the vendor',
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

function costTable(scenario: Scenario, { title, parameters, machine }: CostModel): Content[] {
  return [
    ...titledBullets('Provenance', provenances),
    paragraph(`Costs are of ${machine} where no other hardware is named. Values in bold are the scenario’s own.`),
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
        const byHand = scenario.costs[name];
        const own = costSource(scenario, name);
        return [
          { text: name, bold: true },
          { text: digits(byHand ?? value), bold: byHand !== undefined },
          unit,
          own ? rangeOf(own) : `${digits(low)}–${digits(high)}`,
          { text: meaning, note: own?.source ?? `${source}${hardware === machine ? '' : ` (${hardware})`}` },
          byHand === undefined ? provenance : `${own?.provenance ?? 'set by hand'}; model: ${digits(value)}, ${provenance}`,
        ];
      }),
    ),
  ];
}

function rangeOf({ low, high }: ValueSource): string {
  return low === undefined || high === undefined ? '' : `${digits(low)}–${digits(high)}`;
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
      nicFieldNames.map((field): TableEntry[] => {
        const { value, unit, source, provenance }: SourcedNumber = nic[field];
        return [{ text: nicField(field).title, bold: true }, digits(value), unit, source, provenance];
      }),
    ),
  ];
}

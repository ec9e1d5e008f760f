/** The scenario in words: host, NIC, VMs, flows, techniques, method, and what was set by hand. */
import type { Content } from 'pdfmake/interfaces.js';
import type { CostModel } from '../../../shared/catalogue/profiles.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { costSource } from '../../../shared/scenario/cost-sources.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { digits } from '../../../shared/units.ts';
import type { ProfilesUsed } from '../profiles-used.ts';
import { flowWords, hostFacts, methodFacts, nicFacts, techniqueWords, vmWords } from '../scenario-words.ts';
import { chapter, factTable, paragraph, table, titled, titledBullets } from './blocks.ts';

/** `listsParameters`: the report has the section of them. */
export function scenarioChapter(scenario: Scenario, { costModel, ...profiles }: ProfilesUsed, listsParameters: boolean): Content[] {
  return [
    chapter(sectionTitle('scenario')),
    titled('Host', factTable(hostFacts(scenario, profiles))),
    titled('NIC', factTable(nicFacts(scenario, profiles))),
    ...titledBullets('Virtual machines', scenario.vms.map(vmWords)),
    ...titledBullets('Traffic', scenario.flows.map(flowWords)),
    table(
      'Techniques',
      [
        { title: 'Name in this report', width: 150 },
        { title: 'Technique and options', width: '*' },
      ],
      scenario.techniques.map((choice) => [{ text: choice.label ?? choice.name, bold: true }, techniqueWords(choice)]),
    ),
    titled('Method', factTable(methodFacts(scenario))),
    titled(
      'Cost model',
      paragraph(
        costModel
          ? `${costModel.title} (${costModel.id}), of ${costModel.machine}.${listsParameters ? ` All its parameters stand in “${sectionTitle('parameters')}”.` : ''}`
          : `${scenario.costModel}, which this version does not have.`,
      ),
    ),
    ...ownCosts(scenario, costModel),
  ];
}

function ownCosts(scenario: Scenario, costModel: CostModel | undefined): Content[] {
  const { costs } = scenario;
  const names = Object.keys(costs);
  if (names.length === 0) return [paragraph('No cost parameter was set by hand.')];
  return [
    table(
      'Costs of the scenario’s own',
      [
        { title: 'Parameter', width: 130 },
        { title: 'Set to', width: 60, align: 'right' },
        { title: 'Of the model', width: 60, align: 'right' },
        { title: 'Unit', width: 60 },
        { title: 'Charged for, source', width: '*' },
      ],
      names.map((name) => {
        const parameter = costModel?.parameters.find((candidate) => candidate.name === name);
        return [
          { text: name, bold: true },
          digits(costs[name] ?? 0),
          parameter ? digits(parameter.value) : '–',
          parameter?.unit ?? '–',
          { text: parameter?.meaning ?? '–', note: costSource(scenario, name)?.source ?? 'Set by hand.' },
        ];
      }),
    ),
  ];
}

import { suggest } from '../../../shared/scenario/suggestion.ts';
import { catalogue } from '../../lab/run-on-this-machine.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { print } from '../output.ts';
import { describeCostModel, describeHost, describeNic, profileTables } from '../profile-tables.ts';

export const profilesCommand = defineCommand({
  name: 'profiles',
  operands: '[ID]...',
  summary: 'Prints the host, NIC and cost profiles; with their ids, every number of these with its source.',
  options: { json: { type: 'boolean', description: 'Prints everything as JSON.' } },
  run: async ({ options, operands }) => {
    const chosen = operands.map(find);
    if (options.json) await print(JSON.stringify(chosen.length === 0 ? catalogue : chosen.map(({ profile }) => profile), null, 2));
    else await print(chosen.length === 0 ? profileTables(catalogue) : chosen.map(({ text }) => text()).join('\n\n'));
    return 0;
  },
});

interface Chosen {
  readonly profile: object;
  readonly text: () => string;
}

function find(id: string): Chosen {
  const host = catalogue.hostProfiles.find((profile) => profile.id === id);
  if (host) return { profile: host, text: () => describeHost(host) };
  const nic = catalogue.nicProfiles.find((profile) => profile.id === id);
  if (nic) return { profile: nic, text: () => describeNic(nic) };
  const costModel = catalogue.costModels.find((profile) => profile.id === id);
  if (costModel) return { profile: costModel, text: () => describeCostModel(costModel) };
  const known = [...catalogue.hostProfiles, ...catalogue.nicProfiles, ...catalogue.costModels].map((profile) => profile.id);
  throw new InputError(`There is no profile "${id}".${suggest(id, known)} \`lab profiles\` lists them.`);
}

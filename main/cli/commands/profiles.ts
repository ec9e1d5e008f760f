import type { OwnProfile } from '../../../shared/catalogue/own-profile.ts';
import { withOwnProfiles } from '../../../shared/scenario/own-profiles.ts';
import { checkProfileFile } from '../../../shared/scenario/profile-file.ts';
import { suggest } from '../../../shared/scenario/suggestion.ts';
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';
import { catalogue } from '../../lab/run-on-this-machine.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { print } from '../output.ts';
import { describeCostModel, describeHost, describeNic, ownProfileTable, profileTables } from '../profile-tables.ts';
import { describeProblem, readScenarioFile } from '../scenario-file.ts';

export const profilesCommand = defineCommand({
  name: 'profiles',
  operands: '[ID]...',
  summary:
    'Prints the host, NIC and cost profiles; with their ids, every number of these with its source. Checks a file of profiles of your own.',
  options: {
    file: {
      type: 'string',
      description: 'Checks this file of your own profiles and prints what each changes; with ids, also every number of these.',
    },
    json: { type: 'boolean', description: 'Prints everything as JSON.' },
  },
  run: async ({ options, operands }) => {
    const own = options.file === undefined ? [] : readProfileFile(options.file);
    const known = withOwnProfiles(catalogue, own);
    const chosen = operands.map((id) => find(id, known));
    if (chosen.length > 0)
      await print(options.json ? jsonOf(chosen.map(({ profile }) => profile)) : chosen.map(({ text }) => text()).join('\n\n'));
    else if (options.file !== undefined) await print(options.json ? jsonOf(own) : ownProfileTable(own, catalogue));
    else await print(options.json ? jsonOf(catalogue) : profileTables(catalogue));
    return 0;
  },
});

/** Throws InputError with every problem of the file and its place. */
function readProfileFile(path: string): readonly OwnProfile[] {
  const file = readScenarioFile(path);
  const { problems, profiles } = checkProfileFile(file.content, catalogue);
  if (!profiles) throw new InputError(problems.map((problem) => describeProblem(file, problem)).join('\n'));
  return profiles;
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

interface Chosen {
  readonly profile: object;
  readonly text: () => string;
}

function find(id: string, { hostProfiles, nicProfiles, costModels }: Catalogue): Chosen {
  const host = hostProfiles.find((profile) => profile.id === id);
  if (host) return { profile: host, text: () => describeHost(host) };
  const nic = nicProfiles.find((profile) => profile.id === id);
  if (nic) return { profile: nic, text: () => describeNic(nic) };
  const costModel = costModels.find((profile) => profile.id === id);
  if (costModel) return { profile: costModel, text: () => describeCostModel(costModel) };
  const ids = [...hostProfiles, ...nicProfiles, ...costModels].map((profile) => profile.id);
  throw new InputError(`There is no profile "${id}".${suggest(id, ids)} \`lab profiles\` lists them.`);
}

import { realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { checkScenarioFile } from '../../lab/check-scenario-file.ts';
import { defineCommand } from '../command.ts';
import { InputError, messageOf } from '../input-error.ts';
import { onlyOperand } from '../options.ts';
import { print, tell } from '../output.ts';
import { describeProblem, readScenarioFile } from '../scenario-file.ts';

export const checkCommand = defineCommand({
  name: 'check',
  operands: 'FILE',
  summary:
    'Checks a scenario file (JSON or YAML) without running it and prints every problem with its place. Exit status 2: it cannot be run.',
  options: {
    format: {
      type: 'boolean',
      description:
        'Prints the scenario as it should stand in version control: fields in a fixed order, one value a line, without defaults.',
    },
    write: { type: 'boolean', description: 'Writes it so into the file (JSON).' },
  },
  run: async ({ options, operands }) => {
    const file = readScenarioFile(onlyOperand(operands, 'scenario file'));
    if (options.write && !file.path.endsWith('.json'))
      throw new InputError(`${file.path} is not JSON: written anew, it would lose its comments. Print it with --format into a .json file.`);
    const { problems, scenario } = await checkScenarioFile(file.content, dirname(file.path));
    const say = options.format ? (text: string) => Promise.resolve(tell(text)) : print;
    for (const problem of problems) await say(describeProblem(file, problem));
    if (!scenario) throw new InputError(`${file.path} cannot be run: ${count(problems, 'error')}, ${count(problems, 'warning')}.`);
    // Of the file's own content: a capture that it names stays a name.
    const text = canonicalText(scenarioSchema.parse(file.content));
    if (options.format) await print(text);
    else await print(problems.length === 0 ? `${file.path} is valid.` : `${file.path} is valid, with ${count(problems, 'warning')}.`);
    if (options.write) replace(file.path, text);
    return 0;
  },
});

/** In one step: whoever reads the file sees the old text or the new one. */
function replace(path: string, text: string): void {
  try {
    const target = realpathSync(path);
    const partial = `${target}.partial`;
    writeFileSync(partial, text);
    renameSync(partial, target);
  } catch (error) {
    throw new InputError(`${path} cannot be written: ${messageOf(error)}. It is as it was. Check the permissions of its folder.`, {
      cause: error,
    });
  }
  tell(`Wrote ${path}.`);
}

function count(problems: readonly { readonly severity: string }[], severity: string): string {
  const amount = problems.filter((problem) => problem.severity === severity).length;
  return `${amount} ${severity}${amount === 1 ? '' : 's'}`;
}

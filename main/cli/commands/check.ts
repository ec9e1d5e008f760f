import { checkScenario } from '../../../shared/scenario/check.ts';
import { catalogue } from '../../lab/run-on-this-machine.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { onlyOperand } from '../options.ts';
import { print } from '../output.ts';
import { describeProblem, readScenarioFile } from '../scenario-file.ts';

export const checkCommand = defineCommand({
  name: 'check',
  operands: 'FILE',
  summary:
    'Checks a scenario file (JSON or YAML) without running it and prints every problem with its place. Exit status 2: it cannot be run.',
  options: {},
  run: async ({ operands }) => {
    const file = readScenarioFile(onlyOperand(operands, 'scenario file'));
    const { problems, scenario } = checkScenario(file.content, catalogue);
    for (const problem of problems) await print(describeProblem(file, problem));
    if (!scenario) throw new InputError(`${file.path} cannot be run: ${count(problems, 'error')}, ${count(problems, 'warning')}.`);
    await print(problems.length === 0 ? `${file.path} is valid.` : `${file.path} is valid, with ${count(problems, 'warning')}.`);
    return 0;
  },
});

function count(problems: readonly { readonly severity: string }[], severity: string): string {
  const amount = problems.filter((problem) => problem.severity === severity).length;
  return `${amount} ${severity}${amount === 1 ? '' : 's'}`;
}

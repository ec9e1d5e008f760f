/** A scenario file that may be run: read, changed as the options say, checked. */
import { checkScenario } from '../../shared/scenario/check.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { catalogue } from '../lab/run-on-this-machine.ts';
import { InputError } from './input-error.ts';
import { tell } from './output.ts';
import { describeProblem, readScenarioFile } from './scenario-file.ts';
import { applySettingOptions } from './setting-option.ts';

/** Warnings go to standard error. Throws InputError with every problem when the scenario cannot be run. */
export function readCheckedScenario(path: string, assignments: readonly string[]): Scenario {
  const file = readScenarioFile(path);
  const { problems, scenario } = checkScenario(applySettingOptions(file.content, assignments), catalogue);
  const lines = problems.map((problem) => describeProblem(file, problem));
  if (!scenario) throw new InputError(lines.join('\n'));
  for (const line of lines) tell(line);
  return scenario;
}

/** A scenario file that may be run: read, changed as the options say, checked, with the captures that it names. */
import { dirname } from 'node:path';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { checkScenarioFile } from '../lab/check-scenario-file.ts';
import { InputError } from './input-error.ts';
import { tell } from './output.ts';
import { describeProblem, readScenarioFile } from './scenario-file.ts';
import { applySettingOptions } from './setting-option.ts';

/** Warnings go to standard error. Throws InputError with every problem when the scenario cannot be run. */
export async function readCheckedScenario(path: string, assignments: readonly string[]): Promise<Scenario> {
  const file = readScenarioFile(path);
  const { problems, scenario } = await checkScenarioFile(applySettingOptions(file.content, assignments), dirname(path));
  const lines = problems.map((problem) => describeProblem(file, problem));
  if (!scenario) throw new InputError(lines.join('\n'));
  for (const line of lines) tell(line);
  return scenario;
}

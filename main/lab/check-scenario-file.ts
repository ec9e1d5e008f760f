/** The check of what a scenario file holds, with the captures that it names. */
import { checkScenario, type CheckedScenario } from '../../shared/scenario/check.ts';
import { readNamedCaptures } from '../capture/named-captures.ts';
import { catalogue } from './catalogue.ts';

/** @param folder in which the file lies: captures are named from there */
export async function checkScenarioFile(content: unknown, folder: string): Promise<CheckedScenario> {
  const { content: whole, problems } = await readNamedCaptures(content, folder);
  return problems.length > 0 ? { problems: [...problems], scenario: null } : checkScenario(whole, catalogue);
}

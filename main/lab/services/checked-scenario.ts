import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { labWords } from '../../texts/words.ts';
import { worded } from '../../texts/words.ts';
import { catalogue } from '../catalogue.ts';

/** The scenario of an endpoint's input, or `bad-input` with the first error and its path below `scenario`. */
export function checkedScenario(input: unknown): Reply<Scenario> {
  const { problems, scenario } = worded(() => checkScenario(input, catalogue));
  if (scenario) return succeed(scenario);
  const first = problems.find(({ severity }) => severity === 'error');
  return refuse('bad-input', first?.message ?? labWords().lab.scenarioCannotBeRun, ['scenario', first?.path].filter(Boolean).join('.'));
}

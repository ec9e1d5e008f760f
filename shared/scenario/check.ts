/** The checker of scenarios: every problem with its place and remedy, and the scenario with its defaults when nothing stops a run. */
import { placementProblems } from './placement-problems.ts';
import { plainDataProblem } from './plain-data.ts';
import type { Problem } from './problem.ts';
import { flowProblems, nameProblems, profileProblems } from './reference-problems.ts';
import { schemaProblems } from './schema-problems.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { sweepProblems } from './sweep-problems.ts';
import type { Catalogue } from './technique-limits.ts';
import { techniqueProblems } from './technique-problems.ts';

export type { Catalogue } from './technique-limits.ts';

export interface CheckedScenario {
  /** Errors first. */
  readonly problems: Problem[];
  /** With every default filled in; null when there is an error. */
  readonly scenario: Scenario | null;
}

/** Never throws, whatever the input is. */
export function checkScenario(input: unknown, catalogue: Catalogue): CheckedScenario {
  const notPlain = plainDataProblem(input);
  if (notPlain) return { problems: [notPlain], scenario: null };
  const parsed = scenarioSchema.safeParse(input);
  if (!parsed.success) return { problems: schemaProblems(parsed.error.issues, input), scenario: null };
  const scenario = parsed.data;
  const sweeps = sweepProblems(scenario, catalogue);
  const problems = [
    ...profileProblems(scenario, catalogue),
    ...nameProblems(scenario),
    ...flowProblems(scenario),
    ...placementProblems(scenario, catalogue),
    ...sweeps,
    ...(sweeps.some(isError) ? [] : techniqueProblems(scenario, catalogue)),
  ];
  return {
    problems: [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))],
    scenario: problems.some(isError) ? null : scenario,
  };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

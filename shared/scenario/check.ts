/** The checker of scenarios: every problem with its place and remedy, and the scenario with its defaults when nothing stops a run. */
import { isDmaBenchmark, methodProblems, missingListProblems } from './method-problems.ts';
import { placementProblems } from './placement-problems.ts';
import { plainDataProblem } from './plain-data.ts';
import type { Problem } from './problem.ts';
import { recordingProblems } from './recording-problems.ts';
import { flowProblems, nameProblems, profileProblems } from './reference-problems.ts';
import { schemaProblems } from './schema-problems.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { sweepProblems } from './sweep-problems.ts';
import type { Catalogue } from './technique-limits.ts';
import { techniqueProblems } from './technique-problems.ts';
import { ownProfileProblems, withOwnProfiles } from './own-profiles.ts';

export type { Catalogue } from './technique-limits.ts';

export interface CheckedScenario {
  /** Errors first. */
  readonly problems: Problem[];
  /** With every default filled in; null when there is an error. */
  readonly scenario: Scenario | null;
}

/** Never throws, whatever the input is. */
export function checkScenario(input: unknown, builtIn: Catalogue): CheckedScenario {
  const notPlain = plainDataProblem(input);
  if (notPlain) return { problems: [notPlain], scenario: null };
  const missingLists = isObject(input) ? missingListProblems(input) : [];
  const parsed = scenarioSchema.safeParse(input);
  if (!parsed.success) return { problems: [...schemaProblems(parsed.error.issues, input), ...missingLists], scenario: null };
  const scenario = parsed.data;
  // What loads the flows is read by everything below.
  const recordings = recordingProblems(scenario);
  if (recordings.length > 0) return { problems: recordings, scenario: null };
  const own = ownProfileProblems(scenario.profiles ?? [], builtIn);
  if (own.length > 0) return { problems: own, scenario: null };
  const catalogue = withOwnProfiles(builtIn, scenario.profiles);
  const sweeps = sweepProblems(scenario, catalogue);
  const problems = [
    ...profileProblems(scenario, catalogue),
    ...nameProblems(scenario),
    ...missingLists,
    ...methodProblems(scenario),
    ...(isDmaBenchmark(scenario) ? [] : [...flowProblems(scenario), ...placementProblems(scenario, catalogue)]),
    ...sweeps,
    ...(isDmaBenchmark(scenario) || sweeps.some(isError) ? [] : techniqueProblems(scenario, catalogue)),
  ];
  return {
    problems: [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))],
    scenario: problems.some(isError) ? null : scenario,
  };
}

function isObject(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

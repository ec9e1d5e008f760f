/** The checker of experiments: every problem with its place and remedy, and the plan when nothing stops a validation. */
import { z } from 'zod';
import type { SchemaNode } from '../scenario/json-schema.ts';
import { plainDataProblem } from '../scenario/plain-data.ts';
import type { Problem } from '../scenario/problem.ts';
import { schemaProblems } from '../scenario/schema-problems.ts';
import type { Catalogue } from '../scenario/technique-limits.ts';
import { words } from '../texts/words.ts';
import { planCosts } from './plan-costs.ts';
import { planSimulations } from './plan-simulations.ts';
import type { PlannedExperiment } from './plan.ts';
import { completeRecord } from './published-record.ts';
import { experimentSchema, type Experiment } from './schema.ts';

export interface CheckedExperiments {
  readonly problems: Problem[];
  /** Empty when there is an error. */
  readonly planned: readonly PlannedExperiment[];
}

/** An experiment, or a list of them. Never throws, whatever the input is. */
export function checkExperiments(input: unknown, catalogue: Catalogue): CheckedExperiments {
  const notPlain = plainDataProblem(input);
  if (notPlain) return { problems: [notPlain], planned: [] };
  const isList = Array.isArray(input);
  const inputs: readonly unknown[] = isList ? input : [input];
  if (inputs.length === 0) return { problems: [error('', words().validation.problems.emptyList)], planned: [] };
  const checked = inputs.map((one) => checkOne(one, catalogue));
  const problems = checked.flatMap((one, index) =>
    one.problems.map((problem) => (isList ? { ...problem, path: joinPath(String(index), problem.path) } : problem)),
  );
  const planned = checked.flatMap(({ plan }) => (plan ? [plan] : []));
  const repeated = problems.length > 0 ? [] : repeatedIds(planned);
  return problems.length + repeated.length > 0 ? { problems: [...problems, ...repeated], planned: [] } : { problems: [], planned };
}

let cached: SchemaNode | undefined;

/** JSON Schema of an experiment as written by a person. */
export function experimentJsonSchema(): SchemaNode {
  cached ??= z.toJSONSchema(experimentSchema, { io: 'input' }) as SchemaNode;
  return cached;
}

function checkOne(given: unknown, catalogue: Catalogue): { readonly problems: Problem[]; readonly plan: PlannedExperiment | null } {
  const input = completeRecord(given);
  const parsed = experimentSchema.safeParse(input);
  if (!parsed.success) {
    const document = { schema: experimentJsonSchema(), title: words().validation.problems.experiment };
    return { problems: schemaProblems(parsed.error.issues, input, document), plan: null };
  }
  const experiment = parsed.data;
  const unnamed = unnamedPoints(experiment);
  if (unnamed.length > 0) return { problems: unnamed, plan: null };
  switch (experiment.kind) {
    case 'simulation':
      return planSimulations(experiment, catalogue);
    case 'cost':
      return planCosts(experiment, catalogue);
    case 'outside':
      return { problems: [], plan: { kind: 'outside', experiment } };
  }
}

function unnamedPoints({ points }: Experiment): Problem[] {
  return points.flatMap(({ label, x }, index) => {
    if ((label === undefined) !== (x === undefined)) return [];
    const { unnamedPoint, pointNamedTwice } = words().validation.problems;
    return [error(`points.${index}`, label === undefined ? unnamedPoint : pointNamedTwice)];
  });
}

function repeatedIds(planned: readonly PlannedExperiment[]): Problem[] {
  const ids = planned.map(({ experiment }) => experiment.id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [error(`${index}.id`, words().validation.problems.repeatedIdentity(id))] : [],
  );
}

function joinPath(head: string, tail: string): string {
  return tail === '' ? head : `${head}.${tail}`;
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

/** Costs of an experiment: published numbers that are inputs of the simulator, with the values that the cost models hold. */
import type { Problem } from '../scenario/problem.ts';
import { suggest } from '../scenario/suggestion.ts';
import type { Catalogue } from '../scenario/technique-limits.ts';
import { words } from '../texts/words.ts';
import type { PlannedExperiment } from './plan.ts';
import type { CostExperiment } from './schema.ts';

export function planCosts(
  experiment: CostExperiment,
  catalogue: Catalogue,
): { readonly problems: Problem[]; readonly plan: PlannedExperiment | null } {
  const problems: Problem[] = [];
  const values = experiment.points.map((point, index) => {
    const value = valueOf(experiment, point, catalogue);
    if (typeof value === 'number' || value === null) return value;
    problems.push({ path: `points.${index}.${value.field}`, message: value.message, severity: 'error' });
    return null;
  });
  return { problems, plan: problems.length > 0 ? null : { kind: 'cost', experiment, values } };
}

interface Fault {
  readonly field: string;
  readonly message: string;
}

function valueOf(experiment: CostExperiment, point: CostExperiment['points'][number], { costModels }: Catalogue): number | null | Fault {
  if (point.outside !== undefined) return null;
  const id = point.costModel ?? experiment.costModel;
  const model = costModels.find((one) => one.id === id);
  const texts = words().validation.problems;
  if (!model) {
    const ids = costModels.map((one) => one.id);
    return { field: 'costModel', message: texts.noCostModel(id, suggest(id, ids)) };
  }
  if (point.parameter === undefined) return { field: 'parameter', message: texts.parameterMissing };
  let total = 0;
  for (const name of [point.parameter].flat()) {
    const parameter = model.parameters.find((one) => one.name === name);
    const names = model.parameters.map((one) => one.name);
    if (!parameter) return { field: 'parameter', message: texts.noCostParameter(name, suggest(name, names)) };
    total += parameter.value;
  }
  return total * experiment.scale;
}

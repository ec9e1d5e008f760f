/** Sweeps over settings that do not exist, and values that make the scenario invalid. */
import { words } from '../texts/words.ts';
import { isDmaBenchmark, transferProblems } from './method-problems.ts';
import { placementProblems } from './placement-problems.ts';
import type { Problem } from './problem.ts';
import { constraintProblems } from './constraint-problems.ts';
import { costNames, profileProblems } from './reference-problems.ts';
import { schemaProblems } from './schema-problems.ts';
import { scenarioSchema, type Scenario, type SweepAxis } from './schema.ts';
import { applySetting, listSettingPaths } from './settings.ts';
import { mostReplications } from './stopping.ts';
import { suggest } from './suggestion.ts';
import { countPoints, MOST_POINTS } from './sweep-settings.ts';
import type { Catalogue } from './technique-limits.ts';

/** Points times techniques times replications and draws of the costs. */
const MAX_SIMULATIONS = 1_000_000;
const MAX_PROBLEMS_OF_AXIS = 20;

export function sweepProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const texts = words().problems.sweep;
  const { kind, sweep, constraints, costDraws } = scenario.method;
  if (kind === 'fixed-load') {
    const message = sweep.length > 0 ? texts.axesIgnored : texts.constraintsIgnored;
    return sweep.length + constraints.length === 0 ? [] : [{ path: 'method.kind', message, severity: 'warning' }];
  }
  if (sweep.length === 0 && kind === 'sweep') return [error('method.sweep', texts.noAxis)];
  const problems = sweep.flatMap((axis, index) => axisProblems(scenario, axis, index, catalogue));
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  problems.push(...constraintProblems(scenario, knownPaths(scenario, catalogue)));
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  const points = countPoints(scenario);
  const simulations = points * (mostReplications(scenario) + costDraws);
  if (points > MOST_POINTS)
    problems.push(
      error(
        'method.sweep',
        (constraints.length > 0 ? texts.manyPointsLeft : texts.manyPoints)(
          Number.isFinite(points) ? String(points) : texts.moreThan(MOST_POINTS),
          MOST_POINTS,
        ),
      ),
    );
  else if (simulations > MAX_SIMULATIONS) problems.push(error('method.sweep', texts.manySimulations(simulations, MAX_SIMULATIONS)));
  return problems;
}

function axisProblems(scenario: Scenario, axis: SweepAxis, index: number, catalogue: Catalogue): Problem[] {
  const texts = words().problems.sweep;
  const path = `method.sweep.${index}`;
  const earlier = scenario.method.sweep.slice(0, index);
  if (earlier.some((other) => other.path === axis.path)) return [error(`${path}.path`, texts.sameAxes(axis.path))];
  const known = knownPaths(scenario, catalogue);
  if (!known.includes(axis.path)) {
    const near = suggest(axis.path, known);
    return [error(`${path}.path`, near === '' ? texts.noSetting(axis.path) : texts.noSuchSetting(axis.path, near))];
  }
  return valueProblems(scenario, axis, `${path}.values`, catalogue).slice(0, MAX_PROBLEMS_OF_AXIS);
}

/** Settings that an axis may vary: costs too that no one has set. */
function knownPaths(scenario: Scenario, catalogue: Catalogue): readonly string[] {
  return [...listSettingPaths(scenario), ...costNames(scenario, catalogue).map((name) => `costs.${name}`)];
}

function valueProblems(scenario: Scenario, axis: SweepAxis, path: string, catalogue: Catalogue): Problem[] {
  const base: Scenario = { ...scenario, method: { ...scenario.method, sweep: [] } };
  const problemsOf = (point: Scenario) => [
    ...profileProblems(point, catalogue),
    ...(isDmaBenchmark(point) ? transferProblems(point) : placementProblems(point, catalogue)),
  ];
  const before = new Set(problemsOf(base).map(({ message }) => message));
  return axis.values.flatMap((value, index): Problem[] => {
    const point = applySetting(base, axis.path, value);
    const parsed = scenarioSchema.safeParse(point);
    const found = parsed.success
      ? problemsOf(parsed.data).filter(({ severity, message }) => severity === 'error' && !before.has(message))
      : schemaProblems(parsed.error.issues, point);
    const first = found[0];
    return first ? [error(`${path}.${index}`, words().problems.sweep.impossibleValue(axis.path, String(value), first.message))] : [];
  });
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

/** Constraints that compare what is not there, contradict themselves, or leave nothing. */
import { constraintHolds, constraintText, pathsOf, readerOf, TECHNIQUE_PATH } from './constraints.ts';
import type { Problem } from './problem.ts';
import type { Condition, Constraint, Scenario } from './schema.ts';
import { readSetting } from './settings.ts';
import { suggest } from './suggestion.ts';
import { countPoints, sweepSettings } from './sweep-settings.ts';
import { sweptAxes } from './swept-axes.ts';

/** @param known paths of the scenario's settings */
export function constraintProblems(scenario: Scenario, known: readonly string[]): Problem[] {
  const { constraints } = scenario.method;
  const problems = constraints.flatMap((constraint, index) => {
    const path = `method.constraints.${index}`;
    return [
      ...conditionProblems(scenario, constraint, path, known),
      ...constraint.if.flatMap((premise, place) => conditionProblems(scenario, premise, `${path}.if.${place}`, known)),
    ];
  });
  if (problems.length > 0 || constraints.length === 0) return problems;
  const idle = idleProblems(scenario);
  return countPoints(scenario) === 0 ? [emptyProblem(scenario)] : idle;
}

function conditionProblems(scenario: Scenario, { path, op, value, valueAt }: Condition, at: string, known: readonly string[]): Problem[] {
  if ((value === undefined) === (valueAt === undefined))
    return [
      error(at, `A condition compares ${path} with one thing: give either value or valueAt${value === undefined ? '' : ', not both'}.`),
    ];
  const takesList = op === 'in' || op === 'not-in';
  if (takesList && !Array.isArray(value)) return [error(`${at}.value`, `"${op}" looks into a list: give value as one, such as [1, 2, 4].`)];
  if (!takesList && Array.isArray(value))
    return [error(`${at}.value`, `"${op}" compares with one value: give one, or use "in" for a list.`)];
  const places = [['path', path] as const, ...(valueAt === undefined ? [] : [['valueAt', valueAt] as const])];
  const unknown = places.flatMap(([field, name]) => pathProblems(scenario, name, `${at}.${field}`, known));
  if (unknown.length > 0) return unknown;
  const ordered = op === '<' || op === '<=' || op === '>' || op === '>=';
  const words = [path, ...(valueAt === undefined ? [] : [valueAt])].find((name) => !isNumber(scenario, name));
  if (ordered && words !== undefined)
    return [error(`${at}.op`, `"${op}" compares numbers, and ${words} is none: use =, !=, in or not-in.`)];
  if (ordered && valueAt === undefined && typeof value !== 'number')
    return [error(`${at}.value`, `"${op}" compares numbers: give one in place of ${JSON.stringify(value)}.`)];
  return [];
}

function pathProblems(scenario: Scenario, path: string, at: string, known: readonly string[]): Problem[] {
  if (path === TECHNIQUE_PATH) return [];
  if (!known.includes(path)) {
    const near = suggest(path, [TECHNIQUE_PATH, ...known]);
    return [error(at, `The scenario has no setting at "${path}".${near === '' ? ' Name one such as vms.0.count, or technique.' : near}`)];
  }
  const isSwept = sweptAxes(scenario).some((axis) => axis.path === path);
  if (isSwept || readSetting(scenario, path) !== undefined) return [];
  return [error(at, `${path} is left to its default, so that there is nothing to compare: set it in the scenario, or sweep it.`)];
}

function isNumber(scenario: Scenario, path: string): boolean {
  const values = sweptAxes(scenario).find((axis) => axis.path === path)?.values ?? [readSetting(scenario, path)];
  return path !== TECHNIQUE_PATH && values.every((value) => typeof value === 'number');
}

/** Constraints on what no axis varies leave out all or nothing. */
function idleProblems(scenario: Scenario): Problem[] {
  const varied = new Set([TECHNIQUE_PATH, ...sweptAxes(scenario).map(({ path }) => path)]);
  return scenario.method.constraints.flatMap((constraint, index): Problem[] => {
    if (pathsOf(constraint).some((path) => varied.has(path))) return [];
    const message = `No axis varies what is compared in ${constraintText(constraint)}: it leaves nothing out. Sweep one of its settings, or remove it.`;
    return [{ path: `method.constraints.${index}`, message, severity: 'warning' }];
  });
}

function emptyProblem(scenario: Scenario): Problem {
  const { constraints } = scenario.method;
  const without = (left: readonly Constraint[]): Scenario => ({ ...scenario, method: { ...scenario.method, constraints: [...left] } });
  const alone = constraints.findIndex((constraint) => countPoints(without([constraint])) === 0);
  if (alone >= 0)
    return error(
      `method.constraints.${alone}`,
      `No point of the sweep meets ${constraintText(constraints[alone] as Constraint)}${example(without([]), constraints[alone] as Constraint)}. Change it, or the values of the axes.`,
    );
  const culprit = constraints.findLastIndex((_, index) => countPoints(without(constraints.toSpliced(index, 1))) > 0);
  if (culprit >= 0)
    return error(
      `method.constraints.${culprit}`,
      `The constraints leave no point of the sweep; without ${constraintText(constraints[culprit] as Constraint)} there would be some. Loosen one of them.`,
    );
  return error('method.constraints', 'The constraints leave no point of the sweep: loosen them, or change the values of the axes.');
}

/** What a first point has in place of what it should. */
function example(scenario: Scenario, constraint: Constraint): string {
  const first = sweepSettings(scenario).next().value;
  if (!first) return '';
  const choice = scenario.techniques[0];
  const read = readerOf(scenario, first.settings, choice?.label ?? choice?.name ?? '');
  if (constraintHolds(constraint, read)) return '';
  const value = read(constraint.path);
  return value === undefined ? '' : `: ${constraint.path} is ${String(value)} at the first`;
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

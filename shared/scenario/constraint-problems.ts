/** Constraints that compare what is not there, contradict themselves, or leave nothing. */
import { words } from '../texts/words.ts';
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
  const texts = words().problems.constraints;
  if ((value === undefined) === (valueAt === undefined))
    return [error(at, value === undefined ? texts.comparesNothing(path) : texts.comparesTwice(path))];
  const takesList = op === 'in' || op === 'not-in';
  if (takesList && !Array.isArray(value)) return [error(`${at}.value`, texts.wantsList(op))];
  if (!takesList && Array.isArray(value)) return [error(`${at}.value`, texts.wantsValue(op))];
  const places = [['path', path] as const, ...(valueAt === undefined ? [] : [['valueAt', valueAt] as const])];
  const unknown = places.flatMap(([field, name]) => pathProblems(scenario, name, `${at}.${field}`, known));
  if (unknown.length > 0) return unknown;
  const ordered = op === '<' || op === '<=' || op === '>' || op === '>=';
  const unordered = [path, ...(valueAt === undefined ? [] : [valueAt])].find((name) => !isNumber(scenario, name));
  if (ordered && unordered !== undefined) return [error(`${at}.op`, texts.wantsNumbers(op, unordered))];
  if (ordered && valueAt === undefined && typeof value !== 'number')
    return [error(`${at}.value`, texts.wantsNumber(op, JSON.stringify(value)))];
  return [];
}

function pathProblems(scenario: Scenario, path: string, at: string, known: readonly string[]): Problem[] {
  if (path === TECHNIQUE_PATH) return [];
  const texts = words().problems.constraints;
  if (!known.includes(path)) {
    const near = suggest(path, [TECHNIQUE_PATH, ...known]);
    return [error(at, near === '' ? texts.noSetting(path) : texts.noSuchSetting(path, near))];
  }
  const isSwept = sweptAxes(scenario).some((axis) => axis.path === path);
  if (isSwept || readSetting(scenario, path) !== undefined) return [];
  return [error(at, texts.leftToDefault(path))];
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
    const message = words().problems.constraints.idle(constraintText(constraint));
    return [{ path: `method.constraints.${index}`, message, severity: 'warning' }];
  });
}

function emptyProblem(scenario: Scenario): Problem {
  const texts = words().problems.constraints;
  const { constraints } = scenario.method;
  const without = (left: readonly Constraint[]): Scenario => ({ ...scenario, method: { ...scenario.method, constraints: [...left] } });
  for (const [index, constraint] of constraints.entries())
    if (countPoints(without([constraint])) === 0) return error(`method.constraints.${index}`, neverMet(without([]), constraint));
  for (const [index, constraint] of [...constraints.entries()].toReversed())
    if (countPoints(without(constraints.toSpliced(index, 1))) > 0)
      return error(`method.constraints.${index}`, texts.leavesNothing(constraintText(constraint)));
  return error('method.constraints', texts.leaveNothing);
}

/** With what a first point has in place of what it should. */
function neverMet(scenario: Scenario, constraint: Constraint): string {
  const texts = words().problems.constraints;
  const first = sweepSettings(scenario).next().value;
  const choice = scenario.techniques[0];
  const read = first && readerOf(scenario, first.settings, choice?.label ?? choice?.name ?? '');
  const value = read && !constraintHolds(constraint, read) ? read(constraint.path) : undefined;
  const text = constraintText(constraint);
  return value === undefined ? texts.neverMet(text) : texts.neverMetBy(text, constraint.path, String(value));
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

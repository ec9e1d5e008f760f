/** Constraints of a sweep: conditions in the scenario file that a point must meet. They are compared, never evaluated as code. */
import { words } from '../texts/words.ts';
import type { Condition, Constraint, Scenario, SettingValue } from './schema.ts';
import { readSetting } from './settings.ts';

/** Stands in a condition for the label of the point's technique. */
export const TECHNIQUE_PATH = 'technique';

/** Value of a setting at a point; undefined where it is left out. */
export type ReadSetting = (path: string) => SettingValue | undefined;

/** A constraint holds where its own condition holds, and wherever one of those under `if` does not. */
export function constraintHolds({ if: premises, ...condition }: Constraint, read: ReadSetting): boolean {
  return premises.some((premise) => !conditionHolds(premise, read)) || conditionHolds(condition, read);
}

function conditionHolds({ path, op, value, valueAt }: Condition, read: ReadSetting): boolean {
  const left = read(path);
  const right = valueAt === undefined ? value : read(valueAt);
  if (left === undefined || right === undefined) return false;
  switch (op) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case 'in':
      return Array.isArray(right) && right.includes(left);
    case 'not-in':
      return Array.isArray(right) && !right.includes(left);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return typeof left === 'number' && typeof right === 'number' && inOrder(left, op, right);
  }
}

function inOrder(left: number, op: '<' | '<=' | '>' | '>=', right: number): boolean {
  switch (op) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** Settings that a constraint looks at. */
export function pathsOf({ if: premises, ...condition }: Constraint): string[] {
  return [condition, ...premises].flatMap(({ path, valueAt }) => (valueAt === undefined ? [path] : [path, valueAt]));
}

/** Settings at a point: swept ones as given, others as in the scenario. */
export function readerOf(scenario: Scenario, settings: Readonly<Record<string, SettingValue>>, technique: string): ReadSetting {
  return (path) => (path === TECHNIQUE_PATH ? technique : Object.hasOwn(settings, path) ? settings[path] : readSetting(scenario, path));
}

/** In words: "vms.0.count <= 8 where technique = vmdq". */
export function constraintText({ if: premises, ...condition }: Constraint): string {
  const text = conditionText(condition);
  return premises.length === 0 ? text : words().problems.constraints.onlyWhere(text, premises.map(conditionText));
}

function conditionText({ path, op, value, valueAt }: Condition): string {
  return `${path} ${op} ${valueAt ?? (Array.isArray(value) ? `[${value.join(', ')}]` : String(value))}`;
}

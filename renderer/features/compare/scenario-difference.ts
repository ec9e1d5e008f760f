/** Settings in which two scenarios differ, by path. */
import { settingName } from '../../../shared/charts/setting-name.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';

export interface SettingDifference {
  readonly path: string;
  readonly title: string;
  readonly one: string;
  readonly other: string;
}

/** Names and words are no settings. */
const WORDS = new Set(['name', 'description', 'format', 'version']);

export function scenarioDifferences(one: Scenario, other: Scenario): readonly SettingDifference[] {
  const [left, right] = [flattened(one), flattened(other)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => !WORDS.has(path) && left.get(path) !== right.get(path))
    .map((path) => ({
      path,
      title: settingName(path, one).title,
      one: left.get(path) ?? 'not set',
      other: right.get(path) ?? 'not set',
    }));
}

function flattened(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) into.set(path, String(value));
  else for (const [key, child] of Object.entries(value)) flattened(child, path === '' ? key : `${path}.${key}`, into);
  return into;
}

/** Fields in which two scenarios differ, by path. */
import { fieldName } from '../editor/field-words.ts';

export interface SettingDifference {
  readonly path: string;
  readonly title: string;
  readonly one: string;
  readonly other: string;
}

/** Names and words are no settings. */
const WORDS = new Set(['name', 'description', 'format', 'version']);
const NOT_SET = 'not set';
/** Of a recording, the beginning tells it from another. */
const LONGEST = 80;

/** Settings in which the scenarios differ, valid or not; with `words` also name and description. */
export function scenarioDifferences(one: unknown, other: unknown, { words = false } = {}): readonly SettingDifference[] {
  const [left, right] = [flattened(one), flattened(other)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => (words || !WORDS.has(path)) && left.get(path) !== right.get(path))
    .map((path) => {
      const { title, unit } = fieldName(path, one);
      const text = (value: string | undefined) => (value === undefined ? NOT_SET : `${short(value)}${unit === '' ? '' : ` ${unit}`}`);
      return { path, title, one: text(left.get(path)), other: text(right.get(path)) };
    });
}

/** Lists of values, such as those of an axis, are one value. */
function flattened(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) into.set(path, String(value));
  else if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    if (value.length > 0) into.set(path, value.join(', '));
  } else for (const [key, child] of Object.entries(value)) flattened(child, path === '' ? key : `${path}.${key}`, into);
  return into;
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

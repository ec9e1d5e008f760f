/** Where two pieces of plain data first differ. */

export interface Difference {
  /** `metrics.deliveredPps.mean`; empty: the whole. */
  readonly path: string;
  /** What stands at both places, in words where it is more than a number or a short text. */
  readonly one: string;
  readonly other: string;
}

/** Numbers are equal bit for bit. The order of keys does not count. null: there is no difference. */
export function firstDifference(one: unknown, other: unknown, path: readonly string[] = []): Difference | null {
  if (Object.is(one, other)) return null;
  if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other))
    return { path: path.join('.'), one: inWords(one), other: inWords(other) };
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(ownValue(one, key), ownValue(other, key), [...path, key]);
    if (found) return found;
  }
  return null;
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** undefined: there is none. */
function ownValue(tree: object, key: string): unknown {
  return Object.hasOwn(tree, key) ? (tree as Record<string, unknown>)[key] : undefined;
}

const LONGEST_TEXT = 80;

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isTree(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

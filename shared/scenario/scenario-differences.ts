/** Values in which two scenarios differ, by path. Items of a list that have a name are held beside those of the same name, wherever they stand. */
export interface ScenarioDifference {
  /** In the other scenario; of what only the first one has, in that. */
  readonly path: string;
  /** Undefined: the scenario has no such value. */
  readonly one: string | undefined;
  readonly other: string | undefined;
}

/** Names and words are no settings. */
const WORDS = new Set(['name', 'description', 'format', 'version']);

/** Of scenarios as written, valid or not. With `words` also name and description. */
export function differencesBetween(one: unknown, other: unknown, { words = false } = {}): readonly ScenarioDifference[] {
  return [...differencesAt(one, other, '', '')].filter(({ path }) => words || !WORDS.has(path));
}

function* differencesAt(one: unknown, other: unknown, pathOfOne: string, path: string): Generator<ScenarioDifference> {
  if (isLeaf(one) && isLeaf(other)) {
    const [left, right] = [textOf(one), textOf(other)];
    if (left !== right) yield { path: other === undefined ? pathOfOne : path, one: left, other: right };
    return;
  }
  // A leaf in place of a part: what the part has stands in one of them only.
  const [left, right] = [childrenOf(one), childrenOf(other)];
  if (isLeaf(one) && textOf(one) !== undefined) yield { path: pathOfOne, one: textOf(one), other: undefined };
  if (isLeaf(other) && textOf(other) !== undefined) yield { path, one: undefined, other: textOf(other) };
  for (const [leftKey, rightKey] of pairsOf(left, right)) {
    const key = rightKey ?? leftKey ?? '';
    yield* differencesAt(
      leftKey === undefined ? undefined : left.get(leftKey),
      rightKey === undefined ? undefined : right.get(rightKey),
      joined(pathOfOne, leftKey ?? key),
      joined(path, key),
    );
  }
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Lists of values, such as those of an axis, are one value. */
function isLeaf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) && value.every((item) => typeof item !== 'object');
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function childrenOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isLeaf(value) ? [] : Object.entries(value as object));
}

type KeyPair = readonly [one: string | undefined, other: string | undefined];

/** Keys that belong together, in the order of the second, then what only the first has. */
function pairsOf(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): readonly KeyPair[] {
  const partners = partnersOf(one, other);
  const taken = new Set(partners.values());
  return [
    ...[...other.keys()].map((key): KeyPair => [partners.get(key), key]),
    ...[...one.keys()].filter((key) => !taken.has(key)).map((key): KeyPair => [key, undefined]),
  ];
}

/** For each key of `other` the one of `one`: by the name of its item, else by itself where that is free. */
function partnersOf(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const byName = new Map([...one].flatMap(([key, item]) => (nameOf(item) === undefined ? [] : [[nameOf(item), key] as const])));
  const partners = new Map<string, string>();
  for (const [key, item] of other) {
    const partner = byName.get(nameOf(item));
    if (nameOf(item) !== undefined && partner !== undefined) partners.set(key, partner);
  }
  const taken = new Set(partners.values());
  for (const key of other.keys()) if (!partners.has(key) && one.has(key) && !taken.has(key)) partners.set(key, key);
  return partners;
}

/** Of a group, a flow, a technique, or an axis of a sweep. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { label, name, path } = item as Readonly<Record<string, unknown>>;
  return [label, name, path].find((word) => typeof word === 'string');
}

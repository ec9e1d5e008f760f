/** Reading and changing a draft by path. A draft is plain JSON of any shape, valid or not; every change makes a new one. */

/** Value at a path such as `flows.0.traffic.load`; undefined where there is none. */
export function valueAt(draft: unknown, path: string): unknown {
  return path === '' ? draft : path.split('.').reduce<unknown>(member, draft);
}

/** The draft with the value at the path; `undefined` takes the field out, so that its default applies. Missing parents are made. */
export function withValueAt(draft: unknown, path: string, value: unknown): unknown {
  return path === '' ? value : replaced(draft, path.split('.'), value);
}

/** The list at a path; empty where there is none. */
export function listAt(draft: unknown, path: string): readonly unknown[] {
  const value = valueAt(draft, path);
  return Array.isArray(value) ? value : [];
}

export function withAppended(draft: unknown, path: string, item: unknown): unknown {
  return withValueAt(draft, path, [...listAt(draft, path), item]);
}

export function withoutItem(draft: unknown, path: string, index: number): unknown {
  return withValueAt(
    draft,
    path,
    listAt(draft, path).filter((_, position) => position !== index),
  );
}

function member(parent: unknown, key: string): unknown {
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key) ? (parent as Record<string, unknown>)[key] : undefined;
}

function replaced(parent: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const child = replaced(member(parent, key), rest, value);
  if (Array.isArray(parent)) return parent.map((item: unknown, index) => (String(index) === key ? child : item));
  const others = typeof parent === 'object' && parent !== null ? Object.entries(parent).filter(([name]) => name !== key) : [];
  if (child === undefined) return Object.fromEntries(others);
  // A key that was there keeps its place, so that the JSON of a scenario does not jump while it is edited.
  if (typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key))
    return Object.fromEntries(Object.entries(parent).map(([name, old]: [string, unknown]) => [name, name === key ? child : old]));
  return Object.fromEntries([...others, [key, child]]);
}

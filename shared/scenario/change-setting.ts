/** A setting of a scenario as a person writes it, changed before the scenario is checked: `lab run --set`, the points of a validation. */
import { alternativeFor, childNode, childValue, scenarioJsonSchema, type SchemaNode } from './json-schema.ts';
import { settingKeys } from './settings.ts';
import { suggest } from './suggestion.ts';

export type ChangedSetting = { readonly ok: true; readonly document: unknown } | { readonly ok: false; readonly message: string };

/** The document with the setting changed; the original stays as it is. The message says why the path leads nowhere, and the remedy. */
export function changeSetting(document: unknown, path: string, value: unknown): ChangedSetting {
  try {
    return { ok: true, document: replaceAt(document, settingKeys(path), value, scenarioJsonSchema(), { walked: '' }) };
  } catch (error) {
    if (error instanceof NoSuchSetting) return { ok: false, message: error.message };
    throw error;
  }
}

class NoSuchSetting extends Error {}

interface Place {
  /** Part of the path that was found. */
  readonly walked: string;
}

function replaceAt(given: unknown, keys: readonly string[], replacement: unknown, schema: SchemaNode | undefined, place: Place): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return replacement;
  // What is left out of the file is there all the same, with its default: `flows.0.traffic.size.frameBytes`.
  const value = given ?? schema?.default;
  const walked = place.walked === '' ? key : `${place.walked}.${key}`;
  if (schema?.items) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const index = Number(key);
    if (!/^\d+$/.test(key) || index >= list.length) throw noSuchItem(place, key, list.length);
    const changed = replaceAt(list[index], rest, replacement, schema.items, { walked });
    return list.map((item, position) => (position === index ? changed : item));
  }
  const child = childSchema(schema, value, key, place);
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...object, [key]: replaceAt(childValue(value, key), rest, replacement, child, { walked }) };
}

function childSchema(schema: SchemaNode | undefined, value: unknown, key: string, place: Place): SchemaNode {
  const alternatives = schema?.oneOf ?? (schema ? [schema] : []);
  const chosen = schema ? alternativeFor(schema, value) : undefined;
  // The field that tells alternatives apart may be set to any of them.
  const within = chosen && childNode(chosen, key) ? [chosen] : key === 'kind' ? alternatives : [];
  const child = within.map((node) => childNode(node, key)).find(Boolean);
  if (child && key !== '__proto__') return child;
  throw noSuchField(place, key, chosen ? [chosen] : alternatives, value);
}

function noSuchField({ walked }: Place, key: string, nodes: readonly SchemaNode[], value: unknown): NoSuchSetting {
  const names = [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
  const where = walked === '' ? 'the scenario' : `\`${walked}\``;
  if (names.length === 0) return new NoSuchSetting(`${where} is a single value and has no \`${key}\`. Set ${where} itself.`);
  if (nodes.length > 1 && names.includes(key))
    return new NoSuchSetting(`which \`${key}\` there is depends on the kind of ${where}. Set its kind first: ${walked}.kind.`);
  const kind = childValue(value, 'kind');
  const ofKind = typeof kind === 'string' ? ` of kind "${kind}"` : '';
  return new NoSuchSetting(`${where}${ofKind} has no \`${key}\`.${suggest(key, names)}`);
}

function noSuchItem({ walked }: Place, key: string, length: number): NoSuchSetting {
  const range = length === 0 ? 'is empty' : length === 1 ? 'has one item, number 0' : `has items 0 to ${length - 1}`;
  return new NoSuchSetting(`\`${walked}\` ${range}; there is no item "${key}".`);
}

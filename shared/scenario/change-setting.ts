/** A setting of a scenario as a person writes it, changed before the scenario is checked: `lab run --set`, the points of a validation. */
import { words } from '../texts/words.ts';
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
  const texts = words().problems.settings;
  const names = [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
  const where = walked === '' ? texts.scenario : `\`${walked}\``;
  if (names.length === 0) return new NoSuchSetting(texts.singleValue(where, key));
  if (nodes.length > 1 && names.includes(key)) return new NoSuchSetting(texts.kindDecides(where, key, walked));
  const kind = childValue(value, 'kind');
  const hint = suggest(key, names);
  return new NoSuchSetting(typeof kind === 'string' ? texts.noFieldOfKind(where, kind, key, hint) : texts.noField(where, key, hint));
}

function noSuchItem({ walked }: Place, item: string, length: number): NoSuchSetting {
  const texts = words().problems.settings;
  if (length === 0) return new NoSuchSetting(texts.emptyList(walked, item));
  return new NoSuchSetting(length === 1 ? texts.listOfOne(walked, item) : texts.list(walked, length - 1, item));
}

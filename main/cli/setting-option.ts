/** `--set path=value`: settings of a scenario changed before it is checked. */
import { alternativeFor, childNode, childValue, scenarioJsonSchema, type SchemaNode } from '../../shared/scenario/json-schema.ts';
import { settingKeys } from '../../shared/scenario/settings.ts';
import { suggest } from '../../shared/scenario/suggestion.ts';
import { InputError } from './input-error.ts';

/** The document with the settings changed, in their order; the original stays as it is. Throws InputError for a path that leads nowhere. */
export function applySettingOptions(document: unknown, assignments: readonly string[]): unknown {
  return assignments.reduce<unknown>((changed, assignment) => {
    const { path, value } = readAssignment(assignment);
    refuseSwept(changed, path);
    return replaceAt(changed, settingKeys(path), value, scenarioJsonSchema(), { path, walked: '' });
  }, document);
}

/** A value is JSON (a number, true, "text", [1, 2]); anything else is text. */
export function readAssignment(assignment: string): { readonly path: string; readonly value: unknown } {
  const equals = assignment.indexOf('=');
  if (equals < 1) throw new InputError(`--set takes path=value, such as --set nic.profile=x710, not "${assignment}".`);
  const text = assignment.slice(equals + 1);
  return { path: assignment.slice(0, equals).trim(), value: jsonOrText(text) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The sweep would win, and the value given be lost without a word. */
function refuseSwept(document: unknown, path: string): void {
  const method = childValue(document, 'method');
  const axes = childValue(method, 'sweep');
  if (!['sweep', 'dma-benchmark'].includes(String(childValue(method, 'kind'))) || !Array.isArray(axes)) return;
  const axis = axes.findIndex((one: unknown) => childValue(one, 'path') === path);
  if (axis === -1) return;
  throw new InputError(
    `--set ${path}: the scenario sweeps this setting, so that one value has no effect. Set its values instead: --set 'method.sweep.${axis}.values=[...]'.`,
  );
}

interface Place {
  readonly path: string;
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
    const changed = replaceAt(list[index], rest, replacement, schema.items, { ...place, walked });
    return list.map((item, position) => (position === index ? changed : item));
  }
  const child = childSchema(schema, value, key, place);
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...object, [key]: replaceAt(childValue(value, key), rest, replacement, child, { ...place, walked }) };
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

function noSuchField({ path, walked }: Place, key: string, nodes: readonly SchemaNode[], value: unknown): InputError {
  const names = [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
  const where = walked === '' ? 'the scenario' : `\`${walked}\``;
  if (names.length === 0) return new InputError(`--set ${path}: ${where} is a single value and has no \`${key}\`. Set ${where} itself.`);
  if (nodes.length > 1 && names.includes(key))
    return new InputError(
      `--set ${path}: which \`${key}\` there is depends on the kind of ${where}. Set its kind first: --set ${walked}.kind=...`,
    );
  const kind = childValue(value, 'kind');
  const ofKind = typeof kind === 'string' ? ` of kind "${kind}"` : '';
  return new InputError(`--set ${path}: ${where}${ofKind} has no \`${key}\`.${suggest(key, names)}`);
}

function noSuchItem({ path, walked }: Place, key: string, length: number): InputError {
  const range = length === 0 ? 'is empty' : length === 1 ? 'has one item, number 0' : `has items 0 to ${length - 1}`;
  return new InputError(`--set ${path}: \`${walked}\` ${range}; there is no item "${key}".`);
}

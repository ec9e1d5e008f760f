/** Numeric settings of a scenario by path: `vms.0.count`, `flows.0.traffic.load`, `costs.vm.exit`. */
import { FRAME_SETTING, withFrames } from './frame-sizes.ts';
import { alternativeFor, childValue, scenarioJsonSchema, type SchemaNode } from './json-schema.ts';
import type { Scenario } from './schema.ts';

/** Runs are organised by these: no point of a sweep changes them. */
const NOT_SETTINGS =
  /^(version|method\.(sweep|replications|stopping|seed|trials|throughput|latency|frameLoss|backToBack|recovery|mlrSearch|scaling|noisyNeighbour|fairness)(\..*)?)$/;

/** The scenario with one setting changed; the original stays as it is. Throws where the path leads nowhere: check sweeps first. */
export function applySetting(scenario: Scenario, path: string, value: number): Scenario {
  if (path === FRAME_SETTING) return withFrames(scenario, { kind: 'fixed', frameBytes: value });
  return change(scenario, settingKeys(path), value, path) as Scenario;
}

/** The number at the path; undefined when there is none. */
export function readSetting(scenario: Scenario, path: string): number | undefined {
  const value = settingKeys(path).reduce<unknown>(childValue, scenario);
  return typeof value === 'number' ? value : undefined;
}

/** All settings that take a number, in the order of the schema; also those left out of the scenario. Of the costs, those set by hand. */
export function listNumericPaths(scenario: Scenario): string[] {
  const paths: string[] = [];
  collect(scenarioJsonSchema(), scenario, '', paths);
  return paths.filter((path) => !NOT_SETTINGS.test(path) && (scenario.method.dma !== undefined || !path.startsWith('method.dma.')));
}

/** The keys of a path. Names of costs have dots of their own. */
export function settingKeys(path: string): string[] {
  return path.startsWith('costs.') ? ['costs', path.slice('costs.'.length)] : path.split('.');
}

function change(value: unknown, keys: readonly string[], number: number, path: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return number;
  if (Array.isArray(value)) {
    const index = Number(key);
    if (!/^\d+$/.test(key) || index >= value.length) throw new Error(`The scenario has no setting "${path}".`);
    return value.map((item: unknown, position) => (position === index ? change(item, rest, number, path) : item));
  }
  const inside = typeof value === 'object' && value !== null && key !== '' && key !== '__proto__';
  if (!inside || (rest.length > 0 && !Object.hasOwn(value, key))) throw new Error(`The scenario has no setting "${path}".`);
  return { ...value, [key]: change(childValue(value, key), rest, number, path) };
}

function collect(schema: SchemaNode, value: unknown, path: string, paths: string[]): void {
  const node = alternativeFor(schema, value);
  if (!node) return;
  if (takesNumber(node)) {
    paths.push(path);
    return;
  }
  const inside = path === '' ? '' : `${path}.`;
  if (Array.isArray(value) && node.items) {
    for (const [index, item] of value.entries()) collect(node.items, item, `${inside}${index}`, paths);
    return;
  }
  for (const [key, child] of Object.entries(node.properties ?? {})) collect(child, childValue(value, key), `${inside}${key}`, paths);
  if (typeof node.additionalProperties === 'object' && typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) collect(node.additionalProperties, childValue(value, key), `${inside}${key}`, paths);
  }
}

function takesNumber(node: SchemaNode): boolean {
  return node.type === 'number' || node.type === 'integer' || (node.anyOf?.some(takesNumber) ?? false);
}

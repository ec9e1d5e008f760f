/** Settings of a scenario by path: `vms.0.count`, `flows.0.traffic.load`, `costs.vm.exit`, `nic.moderation.kind`. */
import { FRAME_SETTING, withFrames } from './frame-sizes.ts';
import { alternativeFor, childValue, scenarioJsonSchema, type SchemaNode } from './json-schema.ts';
import type { Scenario, SettingValue } from './schema.ts';

/** Runs are organised by these: no point of a sweep changes them. */
const NOT_SETTINGS =
  /^(version|format|name|description|(sources|profiles)(\..*)?|method\.(kind|sweep|constraints|order|replications|stopping|seed|confirmBottleneck|costDraws|trials|throughput|latency|frameLoss|backToBack|recovery|mlrSearch|scaling|noisyNeighbour|fairness)(\..*)?)$/;
/** Names of things, by which they are known; a technique with another name is another technique. */
const NAMES = /^(vms\.\d+\.name|flows\.\d+\.(name|vms|toVms)|techniques\.\d+\.(name|label))$/;

/** The scenario with one setting changed; the original stays as it is. Throws where the path leads nowhere: check sweeps first. */
export function applySetting(scenario: Scenario, path: string, value: SettingValue): Scenario {
  if (path === FRAME_SETTING) return withFrames(scenario, { kind: 'fixed', frameBytes: Number(value) });
  return withoutSource(change(scenario, settingKeys(path), value, path) as Scenario, path);
}

/** Where the value before came from says nothing of another one. */
function withoutSource(scenario: Scenario, path: string): Scenario {
  const { sources, ...others } = scenario;
  if (!sources || !Object.hasOwn(sources, path)) return scenario;
  const left = Object.entries(sources).filter(([of]) => of !== path);
  return left.length > 0 ? { ...others, sources: Object.fromEntries(left) } : others;
}

/** The value at the path; undefined when there is none. */
export function readSetting(scenario: Scenario, path: string): SettingValue | undefined {
  const value = settingKeys(path).reduce<unknown>(childValue, scenario);
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

/** All settings that take one value, in the order of the schema; also those left out of the scenario. Of the costs, those set by hand. */
export function listSettingPaths(scenario: Scenario): string[] {
  return pathsThat(takesValue, scenario);
}

/** Those of them that take a number. */
export function listNumericPaths(scenario: Scenario): string[] {
  return pathsThat(takesNumber, scenario);
}

function pathsThat(fits: Fits, scenario: Scenario): string[] {
  const paths: string[] = [];
  collect(scenarioJsonSchema(), scenario, '', paths, fits);
  return paths.filter(
    (path) => !NOT_SETTINGS.test(path) && !NAMES.test(path) && (scenario.method.dma !== undefined || !path.startsWith('method.dma.')),
  );
}

/** The keys of a path. Names of costs have dots of their own. */
export function settingKeys(path: string): string[] {
  return path.startsWith('costs.') ? ['costs', path.slice('costs.'.length)] : path.split('.');
}

function change(value: unknown, keys: readonly string[], next: SettingValue, path: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    const index = Number(key);
    if (!/^\d+$/.test(key) || index >= value.length) throw new Error(`The scenario has no setting "${path}".`);
    return value.map((item: unknown, position) => (position === index ? change(item, rest, next, path) : item));
  }
  const inside = typeof value === 'object' && value !== null && key !== '' && key !== '__proto__';
  if (!inside || (rest.length > 0 && !Object.hasOwn(value, key))) throw new Error(`The scenario has no setting "${path}".`);
  return { ...value, [key]: change(childValue(value, key), rest, next, path) };
}

type Fits = (node: SchemaNode) => boolean;

function collect(schema: SchemaNode, value: unknown, path: string, paths: string[], fits: Fits): void {
  const node = alternativeFor(schema, value);
  if (!node) return;
  if (fits(node)) {
    paths.push(path);
    return;
  }
  const inside = path === '' ? '' : `${path}.`;
  if (Array.isArray(value) && node.items) {
    for (const [index, item] of value.entries()) collect(node.items, item, `${inside}${index}`, paths, fits);
    return;
  }
  for (const [key, child] of Object.entries(node.properties ?? {})) collect(child, childValue(value, key), `${inside}${key}`, paths, fits);
  if (typeof node.additionalProperties === 'object' && typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) collect(node.additionalProperties, childValue(value, key), `${inside}${key}`, paths, fits);
  }
}

/** A constant tells alternatives apart, and is none of their settings. */
function takesValue(node: SchemaNode): boolean {
  if (node.const !== undefined) return false;
  return ['number', 'integer', 'string', 'boolean'].includes(node.type ?? '') || (node.anyOf?.some(takesNumber) ?? false);
}

function takesNumber(node: SchemaNode): boolean {
  return node.type === 'number' || node.type === 'integer' || (node.anyOf?.some(takesNumber) ?? false);
}

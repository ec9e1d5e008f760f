/** Numeric settings of a scenario by path: `vms.0.count`, `flows.0.traffic.load`, `costs.vm.exit`. */
import { scenarioSchema, type Scenario } from './schema.ts';

/** Keys of a path. Names of cost parameters contain a dot, so everything after `costs.` is one key. */
function keysOf(path: string): string[] {
  return path.startsWith('costs.') ? ['costs', path.slice('costs.'.length)] : path.split('.');
}

/** The value at a path, or undefined when there is none. */
export function readSetting(scenario: Scenario, path: string): unknown {
  let value: unknown = scenario;
  for (const key of keysOf(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/**
 * The scenario with one setting changed; the given one stays as it is.
 *
 * @throws when the path leads nowhere or the value is out of the setting's range; check the scenario first.
 */
export function applySetting(scenario: Scenario, path: string, value: number): Scenario {
  const changed = structuredCloneOf(scenario);
  const keys = keysOf(path);
  const last = keys.pop() ?? '';
  let holder: unknown = changed;
  for (const key of keys) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key))
      throw new Error(`The scenario has no setting ${path}.`);
    holder = (holder as Record<string, unknown>)[key];
  }
  if (typeof holder !== 'object' || holder === null) throw new Error(`The scenario has no setting ${path}.`);
  Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
  return scenarioSchema.parse(changed);
}

/** A scenario is plain JSON. */
function structuredCloneOf(scenario: Scenario): Scenario {
  return JSON.parse(JSON.stringify(scenario)) as Scenario;
}

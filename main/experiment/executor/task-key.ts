/** The identity of a simulation by its content: two tasks with the same key have the same record, bit for bit, wherever and whenever they run. */
import { createHash } from 'node:crypto';
import { goalSchemas } from '../../../shared/scenario/method-goals.ts';
import { withoutCaptureNames } from '../../../shared/scenario/named-capture.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { ENGINE_VERSION, type SimulationTask } from '../../engine/run-record.ts';
import { ownProfilesUsed } from '../../../shared/scenario/own-profiles.ts';
import type { OwnProfile } from '../../../shared/catalogue/own-profile.ts';

/** Raised when a record gets, loses or renames a field: kept records of the old shape are then no longer found. */
export const RECORD_VERSION = 2;

/** Of the scenario: titles, sources, and what a point is one of. */
const NOT_OF_A_POINT = [
  'format',
  'version',
  'name',
  'description',
  'sources',
  'profiles',
  'techniques',
  'method',
] as const satisfies readonly (keyof Scenario)[];
/** Of the method: what a run makes of its points. The engine simulates the same. */
const NOT_OF_A_SIMULATION = [
  'sweep',
  'constraints',
  'order',
  'replications',
  'stopping',
  'confirmBottleneck',
  'costDraws',
] as const satisfies readonly (keyof Scenario['method'])[];

/**
 * SHA-256, 64 hex digits, over the canonical JSON of everything that the record depends on: the scenario without its titles, the chosen technique
 * without its label, replication, perturbation, trial, version of the engine and of the record. Neither the other techniques nor how often and along which axes the
 * whole run repeats the simulation are part of it, so that runs that ask for the same simulation share it. A setting that is not known to be without
 * effect counts: at worst a record is simulated again, it is never another one's.
 */
export function taskKey({ scenario, technique, ...others }: SimulationTask): string {
  const choice = without(technique, ['label']);
  const rest = canonicalJson({ choice, ...others, engine: ENGINE_VERSION, record: RECORD_VERSION });
  return createHash('sha256').update(textOf(scenario)).update('\n').update(rest).digest('hex');
}

/** JSON with the keys of every object in order and without what is undefined: equal for equal content. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

const goalKeys = Object.keys(goalSchemas) as (keyof typeof goalSchemas)[];

/** The replications of a point have their scenario in common. */
const texts = new WeakMap<Scenario, string>();

function textOf(scenario: Scenario): string {
  let text = texts.get(scenario);
  if (text === undefined) texts.set(scenario, (text = canonicalJson(simulatedPart(scenario))));
  return text;
}

function simulatedPart(scenario: Scenario): object {
  const method = without(scenario.method, NOT_OF_A_SIMULATION);
  // A point is simulated in the same way, whether it stands alone, in a sweep or at a load that was searched, and transfers are those of a DMA benchmark only.
  const isNetwork = method.kind !== 'dma-benchmark';
  return {
    ...without(scenario, NOT_OF_A_POINT),
    flows: withoutCaptureNames(scenario.flows),
    ...ownValues(scenario),
    method: isNetwork ? without(method, ['kind', 'dma', ...goalKeys]) : method,
  };
}

/** What own profiles set, without titles and sources; nothing where the scenario names none. */
function ownValues(scenario: Scenario): object {
  const used = ownProfilesUsed(scenario);
  if (used.length === 0) return {};
  return { ownProfiles: used.map(({ kind, base, changes }) => ({ kind, base, values: valuesOf(changes) })) };
}

function valuesOf(changes: OwnProfile['changes']): Record<string, number> {
  return Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
}

function without<Value extends object, Key extends keyof Value>(value: Value, keys: readonly Key[]): Omit<Value, Key> {
  const left = { ...value };
  for (const key of keys) delete left[key];
  return left;
}

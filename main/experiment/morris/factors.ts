/** The factors of a screening: every setting of a point's scenario that has a value to go up and down from, and every uncertain cost. */
import { childValue, schemaNodeAt, type SchemaNode } from '../../../shared/scenario/json-schema.ts';
import type { Scenario, SettingValue, TechniqueChoice } from '../../../shared/scenario/schema.ts';
import { listNumericPaths, readSetting, settingKeys } from '../../../shared/scenario/settings.ts';
import { uncertainCosts } from '../../engine/costs/uncertain-costs.ts';
import { applyChange } from '../what-next/apply-change.ts';
import { LEVELS } from './elementary-effects.ts';
import { hostProfileOf, nicProfileOf } from '../../engine/costs/scenario-profiles.ts';

export interface Factor {
  /** Path of the setting, or of the cost: `nic.ringDescriptors`, `costs.vm.exit`. */
  readonly path: string;
  readonly kind: 'setting' | 'cost';
  /** Values from the low to the high end of its range, equally far apart; choices in their order. */
  readonly levels: readonly SettingValue[];
}

/** A setting is varied between a half and twice its value, within what the schema allows. */
const SPAN = 2;
/** How a run is made says nothing about the system, and what is placed is placed by hand. */
const NOT_FACTORS = /^(method\.|costs\.|techniques\.|vms\.\d+\.placement)/;
/** Choices without a number. Those of the IOMMU and of posting matter to assigned devices only: elsewhere they come out as unused. */
const CHOICES = [
  { path: 'host.scheduler.kind', values: ['credit', 'round-robin'] },
  { path: 'host.iommu.mode', values: ['pass-through', 'persistent', 'ring', 'deferred'] },
  { path: 'host.iommu.interruptPosting', values: [false, true] },
  { path: 'nic.moderation.kind', values: ['off', 'adaptive', 'fixed'] },
] as const;

/** Settings in the order of the schema, then costs in that of the cost model; only what the scenario allows at both ends. */
export function factorsOf(scenario: Scenario, choice: TechniqueChoice): Factor[] {
  const numbers = [...listNumericPaths(scenario), ...optionPaths(scenario, choice)].flatMap((path) => numericFactor(scenario, path) ?? []);
  const choices = CHOICES.map(({ path, values }): Factor => ({ path, kind: 'setting', levels: spread(values) }));
  const costs = uncertainCosts(scenario).map(({ name, low, high, whole }): Factor => ({
    path: `costs.${name}`,
    kind: 'cost',
    levels: between(low, high, whole),
  }));
  return [...numbers, ...choices, ...costs].filter(({ path, levels }) =>
    [levels[0], levels.at(-1)].every(
      (value) => value !== undefined && applyChange(scenario, choice, { title: path, settings: [{ path, value }] }).ok,
    ),
  );
}

/** Options of the point's own technique that are set to a number. */
function optionPaths(scenario: Scenario, choice: TechniqueChoice): string[] {
  const index = scenario.techniques.indexOf(choice);
  return Object.entries(choice.options).flatMap(([name, value]) =>
    typeof value === 'number' ? [`techniques.${index}.options.${name}`] : [],
  );
}

function numericFactor(scenario: Scenario, path: string): Factor | null {
  const own = path.startsWith('techniques.') && path.includes('.options.');
  if (NOT_FACTORS.test(path) && !own) return null;
  const value = readSetting(scenario, path) ?? profileValue(scenario, path);
  const node = schemaNodeAt(settingKeys(path), scenario);
  if (typeof value !== 'number' || value === 0 || !node || (node.type !== 'number' && node.type !== 'integer')) return null;
  const low = Math.max(value / SPAN, node.minimum ?? node.exclusiveMinimum ?? 0);
  const high = Math.min(value * SPAN, node.maximum ?? Number.POSITIVE_INFINITY, largestShare(scenario, path, node));
  const levels = between(low, high, node.type === 'integer');
  return levels[0] === levels.at(-1) ? null : { path, kind: 'setting', levels };
}

/** What the scenario leaves to its profiles. */
function profileValue(scenario: Scenario, path: string): number | undefined {
  switch (path) {
    case 'host.cores':
      return hostProfileOf(scenario)?.cores;
    case 'host.frequencyGhz':
      return hostProfileOf(scenario)?.frequencyGhz;
    case 'nic.lineRateGbps':
      return nicProfileOf(scenario)?.lineRateGbps.value;
    case 'nic.ringDescriptors':
      return nicProfileOf(scenario)?.ringDescriptors.value;
    default:
      return undefined;
  }
}

/** A share of the line rate above all of it is lost at the peer. */
function largestShare(scenario: Scenario, path: string, node: SchemaNode): number {
  if (!path.endsWith('.traffic.load') || node.maximum === undefined) return Number.POSITIVE_INFINITY;
  const traffic = settingKeys(path).slice(0, -1).reduce<unknown>(childValue, scenario);
  return childValue(traffic, 'loadUnit') === 'percent-of-line-rate' ? 100 : Number.POSITIVE_INFINITY;
}

function between(low: number, high: number, whole: boolean): number[] {
  return Array.from({ length: LEVELS }, (_, level) => {
    const value = low + ((high - low) * level) / (LEVELS - 1);
    return whole ? Math.round(value) : value;
  });
}

/** Choices over the levels, so that a step of two levels always changes the choice. */
function spread(values: readonly SettingValue[]): SettingValue[] {
  return Array.from({ length: LEVELS }, (_, level) => values[Math.floor((level * values.length) / LEVELS)] ?? '');
}

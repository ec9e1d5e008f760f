/** Edits of a draft that are more than one value: lists of groups, flows and techniques, and changes of kind. Pure. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import { costPath } from '../../../shared/scenario/cost-sources.ts';
import { flowSchema, trafficSchema, vmGroupSchema, type Traffic } from '../../../shared/scenario/schema.ts';
import { listAt, valueAt, withAppended, withValueAt } from './draft-path.ts';

export function withNewVmGroup(draft: unknown): unknown {
  return withAppended(draft, 'vms', vmGroupSchema.parse({ name: freeName('vm', namesAt(draft, 'vms')) }));
}

/** A copy of the item behind the item, with a name of its own. */
export function withDuplicate(draft: unknown, list: 'vms' | 'flows', index: number): unknown {
  const items = listAt(draft, list);
  const original = items[index];
  const name = freeName(baseName(String(valueAt(original, 'name') ?? list)), namesAt(draft, list));
  return withValueAt(draft, list, items.toSpliced(index + 1, 0, withValueAt(structuredClone(original), 'name', name)));
}

/** Renames a VM group, and the group in every flow that names it. */
export function withVmGroupName(draft: unknown, index: number, name: string): unknown {
  const before = valueAt(draft, `vms.${index}.name`);
  const renamed = withValueAt(draft, `vms.${index}.name`, name);
  // A name that two groups share for a moment of typing does not say which group a flow means.
  if (namesAt(draft, 'vms').filter((other) => other === before).length > 1) return renamed;
  return listAt(renamed, 'flows').reduce<unknown>((result, flow, position) => {
    return (['vms', 'toVms'] as const).reduce(
      (partial, key) => (valueAt(flow, key) === before ? withValueAt(partial, `flows.${position}.${key}`, name) : partial),
      result,
    );
  }, renamed);
}

export function withNewFlow(draft: unknown): unknown {
  const flow = flowSchema.parse({
    name: freeName('flow', namesAt(draft, 'flows')),
    vms: namesAt(draft, 'vms')[0] ?? 'vm',
    traffic: { kind: 'poisson' },
  });
  return withAppended(draft, 'flows', flow);
}

/** A flow in another direction: the receiving group exists only between VMs. */
export function withDirection(draft: unknown, index: number, direction: string): unknown {
  const changed = withValueAt(draft, `flows.${index}.direction`, direction);
  if (direction !== 'vm-to-vm') return withValueAt(changed, `flows.${index}.toVms`, undefined);
  if (valueAt(changed, `flows.${index}.toVms`) !== undefined) return changed;
  const names = namesAt(draft, 'vms');
  return withValueAt(changed, `flows.${index}.toVms`, names.find((name) => name !== valueAt(changed, `flows.${index}.vms`)) ?? names[0]);
}

/** Traffic of another kind: what both kinds have is kept, the rest gets its defaults. */
export function asTrafficKind(traffic: unknown, kind: Traffic['kind']): unknown {
  // A recording comes with a capture file only.
  if (kind === 'replay') return traffic;
  const defaults = trafficSchema.parse({ kind });
  const isRecorded = valueAt(traffic, 'loadUnit') === 'times-recorded';
  const own = isRecorded ? ['kind', 'load', 'loadUnit'] : ['kind'];
  const kept = Object.keys(defaults).filter((key) => !own.includes(key) && valueAt(traffic, key) !== undefined);
  return { ...defaults, ...Object.fromEntries(kept.map((key) => [key, valueAt(traffic, key)])) };
}

/** The flow's traffic of another kind. */
export function withTrafficKind(draft: unknown, path: string, kind: string): unknown {
  return withValueAt(draft, path, asTrafficKind(valueAt(draft, path), kind as Traffic['kind']));
}

/** What the parts of a draft that have a kind begin with when that is chosen; others begin with their defaults. */
const beginnings: Readonly<Record<string, object>> = {
  pinned: { cores: [0] },
  'request-server': { serviceUs: 20, serviceDistribution: 'exponential' },
  'data-plane': { implementation: 'dpdk' },
  fixed: { frameBytes: 1518 },
  empirical: {
    sizes: [
      { frameBytes: 64, weight: 1 },
      { frameBytes: 1518, weight: 1 },
    ],
  },
};

/** Another placement, application, distribution of sizes or of gaps: nothing of the one before is kept. */
export function withKind(draft: unknown, path: string, kind: string): unknown {
  return withValueAt(draft, path, { kind, ...beginnings[kind] });
}

/** Another technique in the same place: it has options of its own. */
export function withTechniqueName(draft: unknown, index: number, name: string): unknown {
  return withValueAt(withValueAt(draft, `techniques.${index}.name`, name), `techniques.${index}.options`, {});
}

/** Takes a technique in (with default options, at its place in the catalogue's order) or out (every choice of it). */
export function withTechnique(draft: unknown, name: TechniqueName, chosen: boolean, order: readonly TechniqueName[]): unknown {
  const others = listAt(draft, 'techniques').filter((choice) => valueAt(choice, 'name') !== name);
  if (!chosen) return withValueAt(draft, 'techniques', others);
  const rank = (choice: unknown): number => order.indexOf(valueAt(choice, 'name') as TechniqueName);
  const place = others.findIndex((choice) => rank(choice) > order.indexOf(name));
  return withValueAt(draft, 'techniques', others.toSpliced(place === -1 ? others.length : place, 0, { name, options: {} }));
}

/** The same technique once more, to compare options; the copy gets a label of its own. */
export function withTechniqueVariant(draft: unknown, index: number): unknown {
  const choices = listAt(draft, 'techniques');
  const original = choices[index];
  const labels = choices.map((choice) => String(valueAt(choice, 'label') ?? valueAt(choice, 'name')));
  const label = freeName(baseName(labels[index] ?? 'technique'), labels);
  return withValueAt(draft, 'techniques', choices.toSpliced(index + 1, 0, { ...structuredClone(original as object), label }));
}

/** A cost parameter set by hand, or back to the model's value: where another value came from says nothing of it. Its name has dots, so it is no path. */
export function withCost(draft: unknown, name: string, value: unknown): unknown {
  const others = withoutKey(draft, 'costs', name);
  const costs = Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
  const sources = withoutKey(draft, 'sources', costPath(name));
  return withValueAt(withValueAt(draft, 'costs', costs), 'sources', sources.length > 0 ? Object.fromEntries(sources) : undefined);
}

function withoutKey(draft: unknown, path: string, name: string): [string, unknown][] {
  return Object.entries(objectAt(draft, path)).filter(([key]) => key !== name);
}

export function objectAt(draft: unknown, path: string): Readonly<Record<string, unknown>> {
  const value = valueAt(draft, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function namesAt(draft: unknown, list: 'vms' | 'flows'): string[] {
  return listAt(draft, list).map((item) => String(valueAt(item, 'name') ?? ''));
}

function baseName(name: string): string {
  return name.replace(/[ -]\d+$/, '');
}

function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}

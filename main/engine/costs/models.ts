/** The cost models by era. A run uses one of them; a validation never mixes eras. */
import type { CostModel, HostProfile } from '../../../shared/catalogue/profiles.ts';
import { kvm2010 } from './kvm-2010.ts';
import { kvm2013 } from './kvm-2013.ts';
import { kvm2017 } from './kvm-2017.ts';
import { kvm2020 } from './kvm-2020.ts';
import type { CostName, Costs } from './parameters.ts';
import { xen2005 } from './xen-2005.ts';
import { xen2006 } from './xen-2006.ts';

/** Oldest first. */
export const costModels: readonly CostModel[] = [xen2005, xen2006, kvm2010, kvm2013, kvm2017, kvm2020];

export function findCostModel(id: string): CostModel | undefined {
  return costModels.find((model) => model.id === id);
}

/**
 * Values of the model with those measured on the host, and those set by hand, in their place. Throws on a name that the model does not have: check
 * the scenario first.
 */
export function resolveCosts(model: CostModel, overrides: Readonly<Record<string, number>>, host?: HostProfile): Costs {
  const values = new Map(model.parameters.map(({ name, value }) => [name, value]));
  for (const { name, value } of host?.measured ?? []) values.set(name, value);
  for (const [name, value] of Object.entries(overrides)) {
    if (!values.has(name)) throw new Error(`Cost model ${model.id} has no parameter ${name}; check the scenario before running it.`);
    values.set(name, value);
  }
  return Object.fromEntries(values) as Record<CostName, number>;
}

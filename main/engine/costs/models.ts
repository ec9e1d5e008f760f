/** The cost models by id. */
import type { CostModel } from '../../../shared/catalogue/profiles.ts';
import { costModel } from './cost-table.ts';
import { kvm2010 } from './kvm-2010.ts';
import { kvm2013 } from './kvm-2013.ts';
import { kvm2017 } from './kvm-2017.ts';
import { kvm2020 } from './kvm-2020.ts';
import { xen2006 } from './xen-2006.ts';

export { resolveCosts } from './cost-table.ts';

export const costModels: readonly CostModel[] = [
  costModel(xen2006, kvm2017),
  costModel(kvm2010, kvm2017),
  costModel(kvm2013, kvm2017),
  costModel(kvm2017),
  costModel(kvm2020, kvm2017),
];

export function findCostModel(id: string): CostModel | undefined {
  return costModels.find((model) => model.id === id);
}

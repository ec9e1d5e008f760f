/** Builds a cost model from a table: one row for each parameter, the rest kept from an earlier era and marked as assumed. */
import type { CostModel, CostParameter, Provenance } from '../../../shared/catalogue/profiles.ts';
import { parameterDefinitions, type CostName } from './parameters.ts';

/** Value with its plausible range (same unit), where it comes from, and the machine if it is not that of the model. */
export type CostRow = readonly [
  name: CostName,
  value: number,
  low: number,
  high: number,
  provenance: Provenance,
  source: string,
  hardware?: string,
];

export type CostModelHead = Omit<CostModel, 'parameters'>;

/** Parameters come in the order of their definitions. Those without a row are `earlier`'s; without it every parameter needs a row. */
export function buildCostModel(head: CostModelHead, rows: readonly CostRow[], earlier?: CostModel): CostModel {
  const byName = new Map<string, CostRow>(rows.map((row) => [row[0], row]));
  if (byName.size < rows.length) throw new Error(`Cost model ${head.id} gives a parameter twice.`);
  const parameters = parameterDefinitions.map(([name, unit, meaning]): CostParameter => {
    const row = byName.get(name);
    if (row) {
      const [, value, low, high, provenance, source, hardware = head.machine] = row;
      return { name, value, unit, meaning, source, hardware, provenance, low, high };
    }
    const kept = earlier?.parameters.find((parameter) => parameter.name === name);
    if (!earlier || !kept) throw new Error(`Cost model ${head.id} has no value for ${name}.`);
    return keep(kept, earlier.id);
  });
  return { ...head, parameters };
}

/** A limit that software or a device sets by design stays what it is; a measured cost carried to another machine is an assumption. */
function keep(parameter: CostParameter, from: string): CostParameter {
  const isLimit = parameter.unit === 'count' || parameter.unit === 'bytes';
  if (isLimit || parameter.source.startsWith('Kept from')) return parameter;
  return { ...parameter, provenance: 'assumed', source: `Kept from ${from}, nothing newer is published. There: ${parameter.source}` };
}

/** Cost models as tables: rows of value, provenance, source and range; an era may be written as its differences from another. */
import type { CostModel, CostParameter, Provenance } from '../../../shared/catalogue/profiles.ts';
import { parameterDefinitions, type CostName, type Costs } from './parameters.ts';

/** Name, value, provenance, source, and the plausible range as two factors of the value (default 0.5 and 2). */
export type CostRow = readonly [
  name: CostName,
  value: number,
  provenance: Provenance,
  source: string,
  lowFactor?: number,
  highFactor?: number,
];

export interface CostTable {
  readonly id: string;
  readonly title: string;
  readonly machine: string;
  readonly frequencyGhz: number;
  readonly year: number;
  readonly rows: readonly CostRow[];
}

/** Makes a model; rows that `table` leaves out are taken from `base` and said to be so. */
export function costModel(table: CostTable, base?: CostTable): CostModel {
  const rows = new Map<string, CostParameter>();
  const put = (row: CostRow, hardware: string, inherited: boolean): void => {
    const [name, value, provenance, source, lowFactor = 0.5, highFactor = 2] = row;
    const definition = parameterDefinitions.find(([candidate]) => candidate === name);
    if (!definition) throw new Error(`There is no cost parameter ${name}.`);
    rows.set(name, {
      name,
      value,
      unit: definition[1],
      meaning: definition[2],
      source: inherited ? `as in ${base?.id ?? ''}: ${source}` : source,
      hardware,
      provenance: inherited ? 'assumed' : provenance,
      low: value * lowFactor,
      high: value * highFactor,
    });
  };
  for (const row of base?.rows ?? []) put(row, base?.machine ?? '', true);
  for (const row of table.rows) put(row, table.machine, false);
  const missing = parameterDefinitions.filter(([name]) => !rows.has(name)).map(([name]) => name);
  if (missing.length > 0) throw new Error(`Cost model ${table.id} lacks ${missing.join(', ')}.`);
  const parameters = parameterDefinitions.flatMap(([name]) => rows.get(name) ?? []);
  return { id: table.id, title: table.title, machine: table.machine, frequencyGhz: table.frequencyGhz, year: table.year, parameters };
}

/** Values by name, with overrides in the parameters' own units. Names of overrides are checked with the scenario. */
export function resolveCosts(model: CostModel, overrides: Readonly<Record<string, number>>): Costs {
  const values: Record<string, number> = {};
  for (const { name, value } of model.parameters) values[name] = overrides[name] ?? value;
  return values as Costs;
}

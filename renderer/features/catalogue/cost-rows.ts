/** The parameters of one cost model, or of two side by side, as rows of a table. Pure. */
import type { CostModel, CostParameter, Provenance } from '../../../shared/catalogue/profiles.ts';

export interface CostRow {
  readonly name: string;
  readonly meaning: string;
  readonly first: CostParameter | null;
  readonly second: CostParameter | null;
  /** Second value over first; null where there are not two numbers, or the first is zero. */
  readonly ratio: number | null;
}

export interface CostFilter {
  /** Words that must all stand in name, meaning, source or hardware. */
  readonly text: string;
  readonly provenance: Provenance | null;
  /** Only rows whose values differ between the two models. */
  readonly onlyDifferent: boolean;
}

export function costRows(first: CostModel, second: CostModel | null, filter: CostFilter): readonly CostRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return allRows(first, second).filter((row) => {
    const parameters = [row.first, row.second].filter((parameter) => parameter !== null);
    const text = [row.name, row.meaning, ...parameters.flatMap(({ source, hardware }) => [source, hardware])].join(' ').toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.provenance === null || parameters.some(({ provenance }) => provenance === filter.provenance)) &&
      (!filter.onlyDifferent || second === null || row.first?.value !== row.second?.value)
    );
  });
}

/** How many parameters of a model come from where. */
export function provenanceCounts(model: CostModel): ReadonlyMap<Provenance, number> {
  const counts = new Map<Provenance, number>();
  for (const { provenance } of model.parameters) counts.set(provenance, (counts.get(provenance) ?? 0) + 1);
  return counts;
}

function allRows(first: CostModel, second: CostModel | null): readonly CostRow[] {
  const others = new Map(second?.parameters.map((parameter) => [parameter.name, parameter]));
  const shared = first.parameters.map((parameter) => row(parameter, others.get(parameter.name) ?? null));
  const known = new Set(first.parameters.map(({ name }) => name));
  return [...shared, ...[...others.values()].filter(({ name }) => !known.has(name)).map((parameter) => row(null, parameter))];
}

function row(first: CostParameter | null, second: CostParameter | null): CostRow {
  const comparable = first !== null && second !== null && first.value !== 0;
  return {
    name: first?.name ?? second?.name ?? '',
    meaning: first?.meaning ?? second?.meaning ?? '',
    first,
    second,
    ratio: comparable ? second.value / first.value : null,
  };
}

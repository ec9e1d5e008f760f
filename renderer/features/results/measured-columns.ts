/** The columns of a table of measured values, as a person says what they mean. */
import { columnParts, type ColumnMeaning, type ColumnPart, type DescribedColumn } from '../../../shared/measured/columns.ts';
import { knownUnit, usualUnits } from '../../../shared/measured/measured-units.ts';
import { metricTitle, metricUnits } from '../../../shared/result/metric-titles.ts';
import { metricNames } from '../../../shared/result/schema.ts';
import type { SelectOption } from '../../ui/index.ts';

export interface ColumnGroups {
  readonly metrics: string;
  readonly settings: string;
  readonly leftOut: string;
  readonly label: string;
}

/** What a column may mean, as values of a select: a metric, a setting that the run varies, the name of the series, or nothing. */
export function meaningOptions(
  settings: readonly { readonly path: string; readonly title: string }[],
  words: ColumnGroups,
): SelectOption[] {
  return [
    { value: keyOf({ role: 'left-out' }), label: words.leftOut },
    { value: keyOf({ role: 'label' }), label: words.label },
    ...settings.map(({ path, title }) => ({ value: keyOf({ role: 'setting', path }), label: title, group: words.settings })),
    ...metricNames.map((metric) => ({
      value: keyOf({ role: 'metric', metric, part: 'value', unit: '' }),
      label: metricTitle(metric),
      group: words.metrics,
    })),
  ];
}

/** Of what a column means, without part and unit. */
export function keyOf(meaning: ColumnMeaning): string {
  if (meaning.role === 'metric') return `metric ${meaning.metric}`;
  return meaning.role === 'setting' ? `setting ${meaning.path}` : meaning.role;
}

/** A metric keeps its part, and its unit where the other metric has it too. */
export function withKey(before: ColumnMeaning, key: string): ColumnMeaning {
  const [role, rest = ''] = key.split(/ (.*)/s);
  if (role === 'label') return { role };
  if (role === 'setting') return { role, path: rest };
  const metric = metricNames.find((name) => name === rest);
  if (role !== 'metric' || !metric) return { role: 'left-out' };
  const { part, unit } = before.role === 'metric' ? before : { part: 'value' as const, unit: '' };
  return { role, metric, part, unit: knownUnit(unit)?.unit === metricUnits[metric] ? unit : '' };
}

/** The units of a metric, with the one that the file has, as values of a select; the first stands for none. */
export function unitOptions(meaning: ColumnMeaning): SelectOption[] {
  if (meaning.role !== 'metric') return [];
  const [base = '', ...others] = usualUnits(metricUnits[meaning.metric]);
  const units = [...others, ...(meaning.unit === '' || meaning.unit === base || others.includes(meaning.unit) ? [] : [meaning.unit])];
  return [{ value: '', label: base }, ...units.map((unit) => ({ value: unit, label: unit }))];
}

export function partOptions(words: Readonly<Record<ColumnPart, string>>): SelectOption[] {
  return columnParts.map((part) => ({ value: part, label: words[part] }));
}

/** Whether somebody has to say what columns mean: their names do not. */
export function needsPerson(columns: readonly DescribedColumn[] | null): columns is readonly DescribedColumn[] {
  return columns?.some(({ meaning }) => meaning.role === 'left-out') ?? false;
}

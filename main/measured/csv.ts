/**
 * Plain CSV with a header. A column is taken by its name: a metric of the lab (`deliveredPps`, or its title `Delivered`), a setting of scenarios
 * (`flows.0.traffic.load`) as the axis, `label` or `technique` as the name of the series, and `METRIC low`, `METRIC high` or `METRIC ci95` as the interval
 * of a metric. The unit stands in brackets behind the name: `deliveredPps [Mpps]`; without one it is the metric's own. Other names need a mapping.
 */
import type { ColumnMeaning, ColumnPart, DescribedColumn } from '../../shared/measured/columns.ts';
import type { MeasuredPoint, MeasuredResult, MeasuredSeries } from '../../shared/measured/schema.ts';
import { MOST_MEASURED_POINTS } from '../../shared/measured/schema.ts';
import { knownUnit } from '../../shared/measured/measured-units.ts';
import { metricTitle, metricUnits } from '../../shared/result/metric-titles.ts';
import { metricNames, type MetricName } from '../../shared/result/schema.ts';
import { csvNumber, parseCsv, type CsvRecord, type CsvRecords } from './csv-records.ts';
import { MeasuredError } from './measured-error.ts';
import { meanOf } from './series.ts';

/** Columns by their names in the file; the meaning is what the column would be called: `deliveredPps [Mpps]`. Empty: it is left out. */
export type ColumnMapping = Readonly<Record<string, string>>;

interface MetricColumn {
  readonly role: 'metric';
  readonly metric: MetricName;
  readonly part: ColumnPart;
  /** As it is written; empty: that of the metric. */
  readonly unit: string;
  readonly factor: number;
  readonly converted: string;
}
type Column = MetricColumn | { readonly role: 'setting'; readonly path: string } | { readonly role: 'label' };

const MOST_SERIES = 500;

/** @throws MeasuredError with the line and the column of what cannot be read. */
export function readCsv(text: string, mapping: ColumnMapping = {}): MeasuredResult {
  const { header, rows, separator } = parseTable(text);
  for (const name of Object.keys(mapping))
    if (!header.fields.some((field) => field.trim() === name))
      throw new MeasuredError(
        `line 1: there is no column "${name}". The columns are: ${header.fields.map((one) => one.trim()).join(', ')}.`,
      );
  const columns = header.fields.map((name) => columnOf(name.trim(), meaningIn(mapping, name.trim())));
  const unknown = header.fields.filter((_, index) => columns[index] === null).map((name) => name.trim());
  const metrics = [...new Set(columns.flatMap((column) => (column?.role === 'metric' ? [column.metric] : [])))];
  if (metrics.length === 0)
    throw new MeasuredError(
      `line 1: no column is named after a metric (${unknown.join(', ')}). Call one deliveredPps, deliveredBps, lossRatio, latencyP99Ns or the like, with its unit in brackets, or say what it means, with lab measured --column "Mpps=deliveredPps [Mpps]" or on the page.`,
    );
  const paths = columns.flatMap((column) => (column?.role === 'setting' ? [column.path] : []));
  if (paths.length > 1)
    throw new MeasuredError(`line 1: there are several settings for the axis: ${paths.join(', ')}. Keep one of them in a file.`);
  const series = metrics.flatMap((metric) => seriesOf(metric, columns, rows, separator, paths[0] ?? null));
  if (series.length > MOST_SERIES)
    throw new MeasuredError(`line 1: the table makes ${series.length} series, at most ${MOST_SERIES} are read. Split it.`);
  return {
    tool: 'csv',
    toolVersion: '',
    title: 'Table',
    measuredAt: null,
    conditions: [],
    series,
    distributions: [],
    warnings: unknown.length === 0 ? [] : [`Columns that were left out: ${unknown.join(', ')}.`],
  };
}

/** The columns of a table with what their names say, for a person who knows better. @throws MeasuredError when the text is no table. */
export function describeColumns(text: string): readonly DescribedColumn[] {
  const { header, rows } = parseTable(text);
  return header.fields.map((field, index) => ({
    name: field.trim(),
    example: rows.map(({ fields }) => fields[index]?.trim() ?? '').find((value) => value !== '') ?? '',
    meaning: meaningOf(field.trim()),
  }));
}

interface Table extends Pick<CsvRecords, 'separator'> {
  readonly header: CsvRecord;
  readonly rows: readonly CsvRecord[];
}

function parseTable(text: string): Table {
  const { records, separator } = parseCsv(text);
  const [header, ...rows] = records;
  if (!header || rows.length === 0)
    throw new MeasuredError('line 1: a table needs a line of names and lines of values. Add what is missing.');
  return { header, rows, separator };
}

function meaningIn(mapping: ColumnMapping, name: string): string | undefined {
  return Object.hasOwn(mapping, name) ? mapping[name] : undefined;
}

function meaningOf(name: string): ColumnMeaning {
  try {
    const column = columnOf(name, undefined);
    if (column?.role !== 'metric') return column ?? { role: 'left-out' };
    const { role, metric, part, unit } = column;
    return { role, metric, part, unit };
  } catch (error) {
    // A metric with a unit that is not its own: the person says which it is.
    if (error instanceof MeasuredError) return { role: 'left-out' };
    throw error;
  }
}

/** What a column means; null for nothing that is known. Throws for a known metric with a unit that is not its own. */
function columnOf(name: string, mapped: string | undefined): Column | null {
  if (mapped === '') return null;
  const meaning = mapped ?? name;
  const [, head = '', written] = /^(.*?)\s*(?:[[(]([^\])]*)[\])])?$/s.exec(meaning) ?? [];
  const words = /^(.*?)(?:\s+(low|high|ci95))?$/is.exec(head.trim());
  const part = (words?.[2]?.toLowerCase() ?? 'value') as ColumnPart;
  const metric = metricNamed(words?.[1] ?? '');
  if (metric) return { role: 'metric', metric, part, unit: written?.trim() ?? '', ...conversionTo(metric, written, name) };
  if (/^(label|technique|series)$/i.test(head)) return { role: 'label' };
  if (/^[a-z][A-Za-z]*(\.[A-Za-z0-9-]+)+$/.test(head)) return { role: 'setting', path: head };
  if (mapped !== undefined)
    throw new MeasuredError(`line 1: "${mapped}" is no metric, no setting and no label. Metrics are: ${metricNames.join(', ')}.`);
  return null;
}

function metricNamed(text: string): MetricName | undefined {
  const wanted = text.trim().toLowerCase();
  return metricNames.find((name) => name.toLowerCase() === wanted || metricTitle(name).toLowerCase() === wanted);
}

function conversionTo(
  metric: MetricName,
  written: string | undefined,
  column: string,
): { readonly factor: number; readonly converted: string } {
  const unit = metricUnits[metric];
  if (written === undefined || written.trim() === '' || written.trim() === unit) return { factor: 1, converted: '' };
  const known = knownUnit(written);
  if (!known || known.unit !== unit)
    throw new MeasuredError(
      `line 1: column "${column}": "${written}" is no unit of ${metric}, whose unit is ${unit || 'none'}. Correct the unit.`,
    );
  return { factor: known.factor, converted: known.factor === 1 ? '' : `${written.trim()} to ${unit}` };
}

function seriesOf(
  metric: MetricName,
  columns: readonly (Column | null)[],
  rows: readonly CsvRecord[],
  separator: CsvRecords['separator'],
  path: string | null,
): MeasuredSeries[] {
  const indexOf = (test: (column: Column) => boolean): number => columns.findIndex((column) => column !== null && test(column));
  const partAt = (part: ColumnPart): number =>
    indexOf((column) => column.role === 'metric' && column.metric === metric && column.part === part);
  const [value, low, high, ci95] = [partAt('value'), partAt('low'), partAt('high'), partAt('ci95')];
  if (value < 0) throw new MeasuredError(`line 1: ${metric} has an interval and no values. Add a column ${metric}.`);
  const axis = indexOf((column) => column.role === 'setting');
  const label = indexOf((column) => column.role === 'label');

  const read = (row: CsvRecord, index: number): number | null => {
    const column = index < 0 ? null : columns[index];
    const text = row.fields[index]?.trim() ?? '';
    if (!column || text === '') return null;
    const number = csvNumber(text, separator);
    if (number === null)
      throw new MeasuredError(
        `line ${row.line}, column ${index + 1}: "${text.slice(0, 40)}" is not a number. Write it as 1234.5, without marks for thousands.`,
      );
    return column.role === 'metric' ? number * column.factor : number;
  };
  const pointOf = (row: CsvRecord): MeasuredPoint | null => {
    const measured = read(row, value);
    if (measured === null) return null;
    const half = read(row, ci95);
    const [least, most] = half === null ? [read(row, low), read(row, high)] : [measured - Math.abs(half), measured + Math.abs(half)];
    const whole = least !== null && most !== null;
    if (whole && least > most)
      throw new MeasuredError(`line ${row.line}: the interval of ${metric} ends below where it begins. Exchange low and high.`);
    return { x: read(row, axis), value: measured, low: whole ? least : null, high: whole ? most : null, deviation: null };
  };

  const groups = Map.groupBy(rows, (row) => row.fields[label]?.trim() ?? '');
  const column = columns[value];
  const conversion = column?.role === 'metric' ? column.converted : '';
  return [...groups].flatMap(([name, members]) => {
    const points = members.flatMap((row) => pointOf(row) ?? []);
    if (points.length === 0) return [];
    if (path !== null && points.length > MOST_MEASURED_POINTS)
      throw new MeasuredError(
        `line ${members[0]?.line ?? 1}: a series has ${points.length} values, at most ${MOST_MEASURED_POINTS} are read. Take fewer.`,
      );
    const several = path === null && points.length > 1;
    return [
      {
        label: name,
        metric,
        quantity: metricTitle(metric),
        unit: metricUnits[metric],
        axis: path === null ? null : { kind: 'setting' as const, path },
        points: several ? meanOf(points.map((point) => point.value)) : points,
        conversion: [conversion, several ? `mean over ${points.length} lines` : ''].filter(Boolean).join('; '),
      },
    ];
  });
}

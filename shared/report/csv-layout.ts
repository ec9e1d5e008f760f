/** How a table lies in a CSV file. */

export interface CsvLayout {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export const csvLayouts = [
  { id: 'wide', title: 'Wide', description: 'A row for each point, machine or part, with a column for each value: for spreadsheets.' },
  { id: 'long', title: 'Long (tidy)', description: 'A row for each value, with its name, interval and unit: for R, pandas and databases.' },
] as const satisfies readonly CsvLayout[];

export type CsvLayoutId = (typeof csvLayouts)[number]['id'];

export const csvLayoutIds = csvLayouts.map(({ id }) => id);

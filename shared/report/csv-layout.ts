/** How a table lies in a CSV file. */
import { words } from '../texts/words.ts';

export const csvLayoutIds = ['wide', 'long'] as const;

export type CsvLayoutId = (typeof csvLayoutIds)[number];

/** Its name, and what it is for. */
export function csvLayout(layout: CsvLayoutId): { readonly title: string; readonly description: string } {
  return words().exporting.csvLayouts[layout];
}

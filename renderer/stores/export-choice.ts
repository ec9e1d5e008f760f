/** What a person exports of runs: kept with the layout of the page. */
import { csvLayoutIds, type CsvLayoutId } from '../../shared/report/csv-layout.ts';
import { reportSectionIds, type ReportSectionId } from '../../shared/report/sections.ts';

export const exportFormats = [
  { id: 'pdf', title: 'PDF report', description: 'For people: question, verdict, charts, tables, method and sources.' },
  { id: 'csv', title: 'CSV tables', description: 'Every table of the run with raw numbers, in one archive.' },
  { id: 'charts', title: 'Charts', description: 'Every chart of the report as SVG and as PNG, in one archive.' },
  { id: 'json', title: 'JSON', description: 'The whole result, as the command line prints and reads it.' },
] as const;

export type ExportFormat = (typeof exportFormats)[number]['id'];

export interface ExportChoice {
  readonly format: ExportFormat;
  /** Sections of the PDF that are not wanted: so that a new one of a later version is there. */
  readonly leftOut: readonly ReportSectionId[];
  readonly csvLayout: CsvLayoutId;
}

export const usualExport: ExportChoice = { format: 'pdf', leftOut: [], csvLayout: 'wide' };

/** What was kept, as far as it can be read; the usual for the rest. */
export function exportChoiceOf(kept: unknown): ExportChoice {
  const { format, leftOut, csvLayout } = (kept ?? {}) as Readonly<Record<string, unknown>>;
  return {
    format: exportFormats.find(({ id }) => id === format)?.id ?? usualExport.format,
    leftOut: Array.isArray(leftOut) ? reportSectionIds.filter((id) => leftOut.includes(id)) : usualExport.leftOut,
    csvLayout: csvLayoutIds.find((id) => id === csvLayout) ?? usualExport.csvLayout,
  };
}

/** What a person exports of runs: kept with the layout of the page. */
import { csvLayoutIds, type CsvLayoutId } from '../../shared/report/csv-layout.ts';
import { reportSectionIds, type ReportSectionId } from '../../shared/report/sections.ts';

export const exportFormats = ['pdf', 'csv', 'parquet', 'sqlite', 'charts', 'evidence', 'json'] as const;

export type ExportFormat = (typeof exportFormats)[number];

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
    format: exportFormats.find((id) => id === format) ?? usualExport.format,
    leftOut: Array.isArray(leftOut) ? reportSectionIds.filter((id) => leftOut.includes(id)) : usualExport.leftOut,
    csvLayout: csvLayoutIds.find((id) => id === csvLayout) ?? usualExport.csvLayout,
  };
}

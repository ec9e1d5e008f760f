/** Reports of a run: CSV of every table, JSON for machines, PDF for people. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import type { CsvLayoutId } from '../../shared/report/csv-layout.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { resultTables, type TableColumn } from '../../shared/result/tables.ts';
import { csvText } from './csv.ts';
import { fileNameStem } from './file-name.ts';
import { longTable } from './long-table.ts';
import type { ReportOrder } from './reported-run.ts';
import { runFacts } from './run-facts.ts';

export type { ReportedRun, ReportOrder } from './reported-run.ts';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export interface BinaryFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const factColumns: readonly TableColumn[] = [
  { key: 'name', title: 'Fact', unit: '', kind: 'text' },
  { key: 'value', title: 'Value', unit: '', kind: 'text' },
];

/** One file for each table, and one that says which run they are of. */
export function csvReport(result: RunResult, summary: RunSummary, layout: CsvLayoutId = 'wide'): readonly TextFile[] {
  const stem = fileNameStem(result.scenario.name);
  const facts = runFacts(result, summary).map(({ name, value }) => ({ name, value }));
  const tables = layout === 'wide' ? resultTables(result) : resultTables(result).map(longTable);
  return [
    { name: `${stem}-run.csv`, text: csvText({ columns: factColumns, rows: facts }) },
    ...tables.map((table) => ({ name: `${stem}-${table.id}.csv`, text: csvText(table) })),
  ];
}

/** The object that `run --json` prints, with the summary of the run. */
export function jsonReport(result: RunResult, summary: RunSummary): TextFile {
  return { name: `${fileNameStem(result.scenario.name)}.json`, text: `${JSON.stringify({ ...result, summary }, null, 2)}\n` };
}

/** The report for people. The same order gives the same bytes. */
export async function pdfReport(order: ReportOrder): Promise<BinaryFile> {
  // Loaded on first use: charts and typesetting would slow the start of every command.
  const [{ reportDocument }, { renderPdf }] = await Promise.all([import('./pdf/document.ts'), import('./pdf/render.ts')]);
  return { name: `${fileNameStem(order.result.scenario.name)}.pdf`, bytes: await renderPdf(reportDocument(order)) };
}

/** Reports of a run: CSV of every table, JSON for machines, PDF for people. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { resultTables, type TableColumn } from '../../shared/result/tables.ts';
import type { KeptValidation } from '../../shared/validation/report.ts';
import { csvText } from './csv.ts';
import { fileNameStem } from './file-name.ts';
import { runFacts } from './run-facts.ts';

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
export function csvReport(result: RunResult, summary: RunSummary): readonly TextFile[] {
  const stem = fileNameStem(result.scenario.name);
  const facts = runFacts(result, summary).map(({ name, value }) => ({ name, value }));
  return [
    { name: `${stem}-run.csv`, text: csvText({ columns: factColumns, rows: facts }) },
    ...resultTables(result).map((table) => ({ name: `${stem}-${table.id}.csv`, text: csvText(table) })),
  ];
}

/** The object that `run --json` prints, with the summary of the run. */
export function jsonReport(result: RunResult, summary: RunSummary): TextFile {
  return { name: `${fileNameStem(result.scenario.name)}.json`, text: `${JSON.stringify({ ...result, summary }, null, 2)}\n` };
}

/** The report for people, with the validation of the run's engine where one is kept. The same run and validation give the same bytes. */
export async function pdfReport(result: RunResult, summary: RunSummary, validation: KeptValidation | null = null): Promise<BinaryFile> {
  // Loaded on first use: charts and typesetting would slow the start of every command.
  const [{ reportDocument }, { renderPdf }] = await Promise.all([import('./pdf/document.ts'), import('./pdf/render.ts')]);
  return { name: `${fileNameStem(result.scenario.name)}.pdf`, bytes: await renderPdf(reportDocument(result, summary, validation)) };
}

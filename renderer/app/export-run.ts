import { lab } from '../bridge/lab.ts';
import { downloadBytes, downloadText } from './download.ts';
import { valueOrComplaint } from './notices.ts';

/** Hands over every table of a run as CSV. */
export async function exportCsv(runId: string): Promise<void> {
  const report = valueOrComplaint(await lab().call('report.csv', { runId }));
  for (const { name, text } of report?.files ?? []) downloadText(name, text, 'text/csv');
}

/** Hands over a run as JSON. */
export async function exportJson(runId: string): Promise<void> {
  const report = valueOrComplaint(await lab().call('report.json', { runId }));
  if (report) downloadText(report.name, report.text);
}

/** Hands over the report of a run as PDF. */
export async function exportPdf(runId: string): Promise<void> {
  const report = valueOrComplaint(await lab().call('report.pdf', { runId }));
  if (report) downloadBytes(report.name, report.base64, 'application/pdf');
}

import { strToU8, zipSync } from 'fflate';
import { lab } from '../bridge/lab.ts';
import { downloadFile } from './download.ts';
import { valueOrComplaint } from './notices.ts';

/** Hands over every table of a run as CSV, in one archive: browsers drop downloads that come in a row. */
export async function exportCsv(runId: string): Promise<void> {
  const report = valueOrComplaint(await lab().call('report.csv', { runId }));
  if (report) downloadFile(report.archive, archiveOf(report.files), 'application/zip');
}

/** Hands over a run as JSON. */
export async function exportJson(runId: string): Promise<void> {
  const report = valueOrComplaint(await lab().call('report.json', { runId }));
  if (report) downloadFile(report.name, report.text, 'application/json');
}

/** Hands over the report of a run as PDF. */
export async function exportPdf(runId: string): Promise<void> {
  const report = valueOrComplaint(await lab().call('report.pdf', { runId }));
  if (report) downloadFile(report.name, bytesOf(report.base64), 'application/pdf');
}

function archiveOf(files: readonly { readonly name: string; readonly text: string }[]): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

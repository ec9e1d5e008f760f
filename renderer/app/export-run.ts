/** Hands a run over as a file. */
import { strToU8, zipSync } from 'fflate';
import { reportSectionIds } from '../../shared/report/sections.ts';
import { lab } from '../bridge/lab.ts';
import type { ExportChoice } from '../stores/export-choice.ts';
import { downloadFile } from './download.ts';
import { writeEvidence } from './evidence.ts';
import { valueOrComplaint } from './notices.ts';

/** @returns whether it was handed over; else the reason is on the page. */
export async function exportRun(runId: string, { format, leftOut, csvLayout }: ExportChoice): Promise<boolean> {
  switch (format) {
    case 'pdf':
      return exportPdf(runId, leftOut);
    case 'csv':
      return exportCsv(runId, csvLayout);
    case 'parquet':
      return exportParquet(runId);
    case 'sqlite':
      return exportSqlite(runId);
    case 'json':
      return exportJson(runId);
    case 'charts':
      return exportCharts(runId);
    case 'evidence':
      return writeEvidence(runId);
  }
}

/** Every table, in one archive: browsers drop downloads that come in a row. */
async function exportCsv(runId: string, layout: ExportChoice['csvLayout']): Promise<boolean> {
  const report = valueOrComplaint(await lab().call('report.csv', { runId, layout }));
  if (report) downloadArchive(report.archive, report.files, ({ text }) => strToU8(text));
  return report !== null;
}

async function exportParquet(runId: string): Promise<boolean> {
  const report = valueOrComplaint(await lab().call('report.parquet', { runId }));
  if (report) downloadArchive(report.archive, report.files, ({ base64 }) => bytesOf(base64));
  return report !== null;
}

async function exportSqlite(runId: string): Promise<boolean> {
  const report = valueOrComplaint(await lab().call('report.sqlite', { runId }));
  if (report) downloadFile(report.name, bytesOf(report.base64), 'application/vnd.sqlite3');
  return report !== null;
}

async function exportJson(runId: string): Promise<boolean> {
  const report = valueOrComplaint(await lab().call('report.json', { runId }));
  if (report) downloadFile(report.name, report.text, 'application/json');
  return report !== null;
}

async function exportPdf(runId: string, leftOut: ExportChoice['leftOut']): Promise<boolean> {
  const sections = reportSectionIds.filter((id) => !leftOut.includes(id));
  const report = valueOrComplaint(await lab().call('report.pdf', { runId, sections }));
  if (report) downloadFile(report.name, bytesOf(report.base64), 'application/pdf');
  return report !== null;
}

async function exportCharts(runId: string): Promise<boolean> {
  const report = valueOrComplaint(await lab().call('report.charts', { runId }));
  if (report) downloadArchive(report.archive, report.files, ({ base64 }) => bytesOf(base64));
  return report !== null;
}

function downloadArchive<File extends { readonly name: string }>(
  name: string,
  files: readonly File[],
  contentOf: (file: File) => Uint8Array,
): void {
  downloadFile(name, zipSync(Object.fromEntries(files.map((file) => [file.name, contentOf(file)]))), 'application/zip');
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

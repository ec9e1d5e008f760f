/** Endpoints of reports: a run as files. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../../shared/measured/kept.ts';
import { fileNameStem } from '../../report/file-name.ts';
import { csvReport, jsonReport, pdfReport } from '../../report/index.ts';
import { readKeptValidation } from '../kept-validation.ts';
import type { OpenProject } from '../open-project.ts';
import { readRun } from './run.ts';

export type ReportHandlers = Pick<
  Handlers,
  'report.charts' | 'report.csv' | 'report.json' | 'report.parquet' | 'report.pdf' | 'report.sqlite'
>;

export function reportHandlers(open: OpenProject, dataFolder: string): ReportHandlers {
  return {
    'report.csv'({ runId, layout }) {
      const run = readRun(open, runId);
      if (!run.ok) return run;
      const { result, summary } = run.value;
      return succeed({ archive: `${fileNameStem(summary.scenarioName)}-tables.zip`, files: [...csvReport(result, summary, layout)] });
    },

    async 'report.charts'({ runId }) {
      const run = readRun(open, runId);
      if (!run.ok) return run;
      const { result, summary } = run.value;
      // Loaded when asked for: it brings charts and fonts along.
      const { chartFiles } = await import('../../report/chart-files.ts');
      const files = await chartFiles({ result, measurements: measurementsBeside(open, runId) });
      return succeed({
        archive: `${fileNameStem(summary.scenarioName)}-charts.zip`,
        files: files.map(({ name, content }) => ({ name, base64: base64Of(content) })),
      });
    },

    'report.json'({ runId }) {
      const run = readRun(open, runId);
      return run.ok ? succeed(jsonReport(run.value.result, run.value.summary)) : run;
    },

    async 'report.parquet'({ runId }) {
      const run = readRun(open, runId);
      if (!run.ok) return run;
      const { result, summary } = run.value;
      const { parquetReport } = await import('../../report/parquet.ts');
      const files = parquetReport(result, summary).map(({ name, bytes }) => ({ name, base64: base64Of(bytes) }));
      return succeed({ archive: `${fileNameStem(summary.scenarioName)}-parquet.zip`, files });
    },

    async 'report.sqlite'({ runId }) {
      const run = readRun(open, runId);
      if (!run.ok) return run;
      const { sqliteReport } = await import('../../report/sqlite.ts');
      const { name, bytes } = sqliteReport(run.value.result, run.value.summary);
      return succeed({ name, base64: base64Of(bytes) });
    },

    async 'report.pdf'({ runId, sections }) {
      const run = readRun(open, runId);
      if (!run.ok) return run;
      const { result, summary } = run.value;
      const { name, bytes } = await pdfReport({
        result,
        summary,
        validation: readKeptValidation(dataFolder, result.engineVersion),
        measurements: measurementsBeside(open, runId),
        sections,
      });
      return succeed({ name, base64: base64Of(bytes) });
    },
  };
}

function base64Of(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function measurementsBeside(open: OpenProject, runId: string): readonly KeptMeasurement[] {
  return open.current.listMeasurements().filter((measurement) => measurement.runId === runId);
}

/** Endpoints of reports: a run as files. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../../shared/measured/kept.ts';
import { fileNameStem } from '../../report/file-name.ts';
import { csvReport, jsonReport, pdfReport } from '../../report/index.ts';
import { readKeptValidation } from '../kept-validation.ts';
import type { OpenProject } from '../open-project.ts';
import { readRun } from './run.ts';

export type ReportHandlers = Pick<Handlers, 'report.charts' | 'report.csv' | 'report.json' | 'report.pdf'>;

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
        files: files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') })),
      });
    },

    'report.json'({ runId }) {
      const run = readRun(open, runId);
      return run.ok ? succeed(jsonReport(run.value.result, run.value.summary)) : run;
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
      return succeed({ name, base64: Buffer.from(bytes).toString('base64') });
    },
  };
}

function measurementsBeside(open: OpenProject, runId: string): readonly KeptMeasurement[] {
  return open.current.listMeasurements().filter((measurement) => measurement.runId === runId);
}

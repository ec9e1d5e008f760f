import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { onlyOperand } from '../options.ts';
import { prepareFolder, refuseTaken, writeNewFile, writeNewFiles } from '../output-folder.ts';
import { reportOptions, wantedReports, writeReports } from '../report-files.ts';
import { readRun } from '../result-file.ts';

export const exportCommand = defineCommand({
  name: 'export',
  operands: 'PROJECT|RESULT.json',
  summary: 'Writes reports of a run that a project or a result file holds, without running it again. Files that exist are never replaced.',
  options: {
    csv: { type: 'string', takes: 'DIR', description: 'Every table as a CSV file, into a folder.' },
    json: { type: 'string', takes: 'FILE', description: 'The whole result.' },
    ...reportOptions,
    run: { type: 'string', takes: 'ID', description: 'Which run of the project. Default: the newest.' },
  },
  run: async ({ options, operands }) => {
    const { csv, pdf, json, charts } = options;
    if (csv === undefined && pdf === undefined && json === undefined && charts === undefined)
      throw new InputError('Say what to write: --pdf FILE, --csv DIR, --charts DIR or --json FILE.');
    const run = readRun(onlyOperand(operands, 'project or result file'), options.run);
    const wanted = wantedReports(options);
    const { csvReport, jsonReport } = await import('../../lab/reports.ts');
    const tables = csv === undefined ? [] : csvReport(run.result, run.summary, wanted.layout);
    if (csv !== undefined)
      prepareFolder(
        csv,
        tables.map(({ name }) => name),
      );
    if (json !== undefined) refuseTaken(json);

    if (csv !== undefined) writeNewFiles(csv, tables);
    if (json !== undefined) writeNewFile(json, jsonReport(run.result, run.summary).text);
    await writeReports(wanted, run);
    return 0;
  },
});

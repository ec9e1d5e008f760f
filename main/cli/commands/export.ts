import { readRecordedRun, type RecordedRun } from '../../lab/recorded-run.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { onlyOperand } from '../options.ts';
import { prepareFolder, refuseTaken, writeNewFile, writeNewFiles } from '../output-folder.ts';
import { tell } from '../output.ts';

export const exportCommand = defineCommand({
  name: 'export',
  operands: 'PROJECT',
  summary: 'Writes reports of a run that a project holds, without running it again. Files that exist are never replaced.',
  options: {
    csv: { type: 'string', takes: 'DIR', description: 'Every table as a CSV file, into a folder.' },
    pdf: {
      type: 'string',
      takes: 'FILE',
      description:
        'The report: scenario, charts, tables, seed and versions, and the last validation of its engine that is kept on this machine.',
    },
    json: { type: 'string', takes: 'FILE', description: 'The whole result.' },
    run: { type: 'string', takes: 'ID', description: 'Which run. Default: the newest.' },
  },
  run: async ({ options, operands }) => {
    const { csv, pdf, json } = options;
    if (csv === undefined && pdf === undefined && json === undefined)
      throw new InputError('Say what to write: --csv DIR, --pdf FILE or --json FILE.');
    const { summary, result } = read(onlyOperand(operands, 'project file'), options.run);
    const { csvReport, defaultDataFolder, jsonReport, pdfReport, readKeptValidation } = await import('../../lab/reports.ts');
    const tables = csv === undefined ? [] : csvReport(result, summary);
    if (csv !== undefined)
      prepareFolder(
        csv,
        tables.map(({ name }) => name),
      );
    for (const path of [pdf, json]) if (path !== undefined) refuseTaken(path);

    if (csv !== undefined) writeNewFiles(csv, tables);
    if (json !== undefined) writeNewFile(json, jsonReport(result, summary).text);
    if (pdf !== undefined)
      writeNewFile(pdf, (await pdfReport(result, summary, readKeptValidation(defaultDataFolder(), result.engineVersion))).bytes);
    return 0;
  },
});

function read(path: string, runId: string | undefined): RecordedRun {
  const run = readRecordedRun(path, runId);
  if (!run.ok) throw new InputError(run.message);
  const { summary, runs } = run.value;
  if (runId === undefined && runs.length > 1)
    tell(`The newest of ${runs.length} runs: ${summary.runId}, ${summary.startedAt}, ${summary.scenarioName}. Others: --run ID.`);
  return run.value;
}

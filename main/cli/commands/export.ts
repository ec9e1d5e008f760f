import { EVIDENCE_EXTENSION } from '../../../shared/evidence/verification.ts';
import { makeEvidenceOfProject } from '../../lab/evidence.ts';
import { openExecutor } from '../../lab/executors.ts';
import { defineCommand } from '../command.ts';
import { refuseEvidenceAt } from '../evidence-place.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand } from '../options.ts';
import { prepareFolder, refuseTaken, writeNewFile, writeNewFiles } from '../output-folder.ts';
import { reportOptions, wantedReports, writeReports } from '../report-files.ts';
import { tell } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import { readRun, type ReadRun } from '../result-file.ts';

export const exportCommand = defineCommand({
  name: 'export',
  operands: 'PROJECT|RESULT.json',
  summary: 'Writes reports of a run that a project or a result file holds, without running it again. Files that exist are never replaced.',
  options: {
    csv: { type: 'string', takes: 'DIR', description: 'Every table as a CSV file, into a folder.' },
    json: { type: 'string', takes: 'FILE', description: 'The whole result.' },
    ...reportOptions,
    evidence: {
      type: 'string',
      takes: `FILE${EVIDENCE_EXTENSION}`,
      description:
        'An archive that `lab verify` checks anywhere, of a run of a project: what the project no longer keeps is simulated again, and must come out the same.',
    },
    run: { type: 'string', takes: 'ID', description: 'Which run of the project. Default: the newest.' },
  },
  run: async ({ options, operands }) => {
    const { csv, pdf, json, charts, sqlite, parquet, evidence } = options;
    if ([csv, pdf, json, charts, sqlite, parquet, evidence].every((path) => path === undefined))
      throw new InputError(
        'Say what to write: --pdf FILE, --csv DIR, --charts DIR, --sqlite FILE, --parquet DIR, --json FILE or --evidence FILE.',
      );
    const path = onlyOperand(operands, 'project or result file');
    if (evidence !== undefined) {
      if (path.endsWith('.json'))
        throw new InputError('--evidence needs the records of the simulations, which a result file has not: name the project of the run.');
      refuseEvidenceAt(evidence);
    }
    const run = readRun(path, options.run);
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
    if (evidence !== undefined) await writeEvidence(evidence, run, path);
    return 0;
  },
});

async function writeEvidence(path: string, run: ReadRun, projectPath: string): Promise<void> {
  const executor = await openExecutor({ kind: 'threads' });
  if (!executor.ok) throw new InputError(executor.message);
  const interruption = listenForInterruption();
  const line = createProgressLine(process.stderr);
  try {
    const made = await makeEvidenceOfProject(path, run, projectPath, {
      executor: executor.value,
      signal: interruption.signal,
      onProgress: (progress) => line.show(progress),
    });
    line.clear();
    if (!made.ok) throw new InputError(`--evidence: ${made.message}`);
    tell(`Wrote ${path}: ${made.value.simulations} simulations.`);
  } finally {
    interruption.release();
    await executor.value.close();
  }
}

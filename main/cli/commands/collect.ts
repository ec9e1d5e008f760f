import { gatherBundle, openBundle, type Collected } from '../../lab/bundles.ts';
import type { LocalRun } from '../../lab/run-on-this-machine.ts';
import { commandLineSummary } from '../command-line-summary.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand, wholeNumber } from '../options.ts';
import { prepareFolder, writeNewFiles } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import { reportOptions, wantedReports, writeReports } from '../report-files.ts';
import { resultOptions } from '../result-options.ts';
import { filesOf, nothingRunYet, record, saveElsewhere, shown, type Formats } from './run.ts';

export const collectCommand = defineCommand({
  name: 'collect',
  operands: 'DIR',
  summary: 'Gathers a bundle (lab run FILE --bundle DIR): prints its points as lab run does, and says what is missing.',
  options: {
    'simulate-missing': { type: 'boolean', description: 'Simulates on this machine what is missing, and keeps it in the bundle.' },
    workers: {
      type: 'string',
      takes: 'N',
      description: 'For --simulate-missing: simulations at the same time. Default: one for each processor.',
    },
    ...resultOptions,
    ...reportOptions,
    project: {
      type: 'string',
      takes: 'FILE.iovlab',
      description: 'Also writes the run into a project, new or existing, that the app opens with its results.',
    },
  },
  run: async ({ options, operands }) => {
    if (options.json && options.csv) throw new InputError('Give --json or --csv, not both: there is one standard output.');
    const reports = wantedReports(options);
    const formats: Formats = { json: options.json ?? false, csv: options.csv ?? false, layout: reports.layout };
    const simulateMissing = options['simulate-missing'] ?? false;
    const workers = wholeNumber('--workers', options.workers, 1, 1024);
    if (workers !== undefined && !simulateMissing)
      throw new InputError('--workers is for --simulate-missing: otherwise nothing is simulated.');
    const opened = openBundle(onlyOperand(operands, 'folder of a bundle'));
    if (!opened.ok) throw new InputError(opened.message);
    const bundle = opened.value;
    const startedAt = new Date().toISOString();
    if (options.out !== undefined)
      prepareFolder(
        options.out,
        (await filesOf(nothingRunYet(bundle.scenario), startedAt, formats)).map(({ name }) => name),
      );
    const recording = options.project === undefined ? null : record(options.project, bundle.scenario);
    const interruption = listenForInterruption();
    const line = createProgressLine(process.stderr);
    let collected: Collected;
    let unkept = '';
    try {
      collected = await gatherBundle(bundle, { simulateMissing, workers, signal: interruption.signal, onProgress: line.show });
      const finished = recording?.finish({ result: collected.result, failure: lackOf(collected), reused: 0 });
      if (finished?.ok === false) unkept = finished.message;
      if (recording && recording.unwritten !== '') unkept = await saveElsewhere(recording);
    } finally {
      line.clear();
      recording?.close();
      interruption.release();
    }
    const run: LocalRun = { result: collected.result, failure: lackOf(collected), reused: 0 };
    if (options.project !== undefined && unkept === '') tell(`Wrote the run into ${options.project}.`);
    await print(await shown(run, startedAt, formats));
    if (options.out !== undefined) writeNewFiles(options.out, await filesOf(run, startedAt, formats));
    await writeReports(reports, { result: run.result, summary: commandLineSummary(run, startedAt), measurements: [] });
    for (const problem of [...collected.problems, unkept, run.failure ?? ''].filter(Boolean)) tell(problem);
    return run.failure === null && unkept === '' ? 0 : 1;
  },
});

/** What is missing, and the remedy; null when all is there. */
function lackOf({ result, found, missing, pointsLeftOut }: Collected): string | null {
  if (missing === 0) return result.complete ? null : 'Cancelled: not all records were read.';
  const leftOut = pointsLeftOut === 0 ? '' : ` Points without any are left out: ${pointsLeftOut}.`;
  return `The result is partial: ${found} simulations are there, at least ${missing} are missing.${leftOut} Start the jobs of the bundle again, which do only what is missing, or add --simulate-missing.`;
}

import type { ValidationReport } from '../../../shared/validation/report.ts';
import type { PlannedExperiment } from '../../../shared/validation/plan.ts';
import { defaultDataFolder, keepValidation, validateOnThisMachine } from '../../lab/validate-on-this-machine.ts';
import { defineCommand } from '../command.ts';
import { readExperimentFile, readOwnExperiments, selectExperiments } from '../experiment-file.ts';
import { messageOf } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { noOperands, wholeNumber } from '../options.ts';
import { print, tell } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import { validationTable } from '../validation-table.ts';

export const validateCommand = defineCommand({
  name: 'validate',
  operands: '',
  summary:
    'Simulates published measurements and prints published against simulated values with their errors. Exit status 1: one is outside its tolerance.',
  options: {
    only: { type: 'string', multiple: true, takes: 'ID', description: 'Only this experiment; may be given several times.' },
    file: {
      type: 'string',
      takes: 'FILE',
      description: 'Experiments of a file (one, or a list of them) instead of those in the folder validation.',
    },
    workers: { type: 'string', takes: 'N', description: 'Simulations at the same time. Default: one for each processor.' },
    json: { type: 'boolean', description: 'Prints the whole report as one JSON object.' },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    const workers = wholeNumber('--workers', options.workers, 1, 1024);
    const all = options.file === undefined ? readOwnExperiments() : readExperimentFile(options.file);
    const report = await simulate(selectExperiments(all, options.only ?? []), workers);
    await print(options.json ? JSON.stringify(report, null, 2) : validationTable(report));
    if (!report.complete) tell('Cancelled.');
    else if (options.file === undefined && options.only === undefined) keep(report);
    return report.complete && isWithinTolerances(report) ? 0 : 1;
  },
});

async function simulate(planned: readonly PlannedExperiment[], workers: number | undefined): Promise<ValidationReport> {
  const interruption = listenForInterruption();
  const line = createProgressLine(process.stderr, 'comparing');
  try {
    return await validateOnThisMachine(planned, { workers, signal: interruption.signal, onProgress: line.show });
  } finally {
    line.clear();
    interruption.release();
  }
}

/** A validation with all experiments is what the page shows and reports of runs carry. The table is printed all the same where it cannot be kept. */
function keep(report: ValidationReport): void {
  try {
    keepValidation(defaultDataFolder(), report);
  } catch (error) {
    tell(`The report is not kept for the page and for reports of runs: ${messageOf(error)}.`);
  }
}

function isWithinTolerances({ experiments }: ValidationReport): boolean {
  return experiments.every(({ points }) => points.every(({ verdict }) => verdict === 'within' || verdict === 'outside'));
}

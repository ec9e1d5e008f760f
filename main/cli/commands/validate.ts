import type { ValidationReport } from '../../../shared/validation/report.ts';
import type { PlannedExperiment } from '../../../shared/validation/plan.ts';
import { validateOnThisMachine } from '../../lab/validate-on-this-machine.ts';
import { defineCommand } from '../command.ts';
import { readExperimentFile, readOwnExperiments, selectExperiments } from '../experiment-file.ts';
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

function isWithinTolerances({ experiments }: ValidationReport): boolean {
  return experiments.every(({ points }) => points.every(({ verdict }) => verdict === 'within' || verdict === 'outside'));
}

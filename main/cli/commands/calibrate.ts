import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { noRoomForCostModel } from '../../../shared/scenario/found-costs.ts';
import { profileFileText } from '../../../shared/scenario/profile-file.ts';
import { calibrated, CalibrationError, calibrateScenario } from '../../lab/calibrate-scenario.ts';
import { readMeasured } from '../../lab/measured.ts';
import { calibrationTable } from '../calibration-table.ts';
import { readCheckedScenario } from '../checked-scenario.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand, wholeNumber } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import { settingOption } from '../setting-option.ts';

export const calibrateCommand = defineCommand({
  name: 'calibrate',
  operands: 'SCENARIO',
  summary: 'Fits costs of a scenario to what was measured, says how well they are known, and which measurement would tell most.',
  options: {
    measured: { type: 'string', takes: 'FILE', description: 'What a tool measured: any file that `lab measured` reads.' },
    parameter: {
      type: 'string',
      multiple: true,
      takes: 'NAME',
      description: 'Cost that is fitted, at most six: host.bridge. `lab run --sensitivity` ranks them.',
    },
    out: { type: 'string', takes: 'FILE.json', description: 'Writes the scenario with the fitted costs, as a cost model of its own.' },
    'cost-model': {
      type: 'string',
      takes: 'FILE.json',
      description:
        'Writes the fitted costs as a cost model, "calibrated on HOST, DATE": a file of profiles that the page imports (Catalogue, Mine) and `lab profiles --file` prints.',
    },
    workers: { type: 'string', takes: 'N', description: 'Simulations at the same time. Default: one for each processor.' },
    set: settingOption('--set nic.profile=x710'),
    json: { type: 'boolean', description: 'Prints the fit as JSON.' },
  },
  run: async ({ options, operands }) => {
    const scenario = await readCheckedScenario(onlyOperand(operands, 'scenario file'), options.set ?? []);
    if (options.measured === undefined) throw new InputError('Name what was measured: --measured FILE.');
    const { out, 'cost-model': model } = options;
    for (const path of [out, model]) if (path !== undefined) refuseTaken(path);
    const noRoom = noRoomForCostModel(scenario);
    if (noRoom !== '') throw new InputError(noRoom);
    const workers = wholeNumber('--workers', options.workers, 1, 1024);
    const measured = readMeasured(options.measured);
    if (!measured.ok) throw new InputError(measured.message);
    const interruption = listenForInterruption();
    const { signal } = interruption;
    const line = createProgressLine(process.stderr, 'looking for the next measurement');
    try {
      const order = { scenario, measured: measured.value, parameters: options.parameter ?? [] };
      const calibration = await calibrateScenario(order, { signal, workers, onProgress: line.show }).finally(line.clear);
      const found = calibrated(scenario, calibration, measured.value, new Date().toISOString());
      if (out !== undefined) writeNewFile(out, canonicalText(found.scenario));
      if (model !== undefined) writeNewFile(model, profileFileText([found.costModel]));
      await print(options.json ? JSON.stringify(calibration, null, 2) : calibrationTable(calibration, scenario));
      return 0;
    } catch (error) {
      if (signal.aborted) tell('Cancelled; nothing was written.');
      else if (error instanceof CalibrationError) throw new InputError(error.message, { cause: error });
      else throw error;
      return 1;
    } finally {
      interruption.release();
    }
  },
});

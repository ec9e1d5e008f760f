import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { noRoomForCostModel } from '../../../shared/scenario/found-costs.ts';
import { MICRO_REPETITIONS } from '../../../shared/testbed/micro-probe.ts';
import { helperAtHand, MeasuringError, microProbe, scenarioOfThisHost } from '../../lab/micro-probe.ts';
import { readCheckedScenario } from '../checked-scenario.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { microText } from '../micro-table.ts';
import { noOperands, onlyOperand, wholeNumber } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';

export const microprobeCommand = defineCommand({
  name: 'microprobe',
  operands: '[SCENARIO]',
  summary: 'Times copies, system call, wake-up, context switch and loopback of this host for a few seconds, without root.',
  options: {
    repetitions: { type: 'string', takes: 'N', description: `Of each operation. Default ${MICRO_REPETITIONS}.` },
    node: { type: 'boolean', description: 'Times with Node although a C compiler is here.' },
    out: { type: 'string', takes: 'FILE.json', description: 'Writes SCENARIO with the costs measured here, as a cost model of its own.' },
    json: { type: 'boolean', description: 'Prints everything as JSON.' },
  },
  run: async ({ options, operands }) => {
    const repetitions = wholeNumber('--repetitions', options.repetitions, 1, 100) ?? MICRO_REPETITIONS;
    if (options.out === undefined) noOperands(operands);
    else refuseTaken(options.out);
    const scenario = options.out === undefined ? null : await readCheckedScenario(onlyOperand(operands, 'scenario file'), []);
    const noRoom = scenario ? noRoomForCostModel(scenario) : '';
    if (noRoom !== '') throw new InputError(noRoom);
    const withHelper = helperAtHand() && !options.node;
    tell(
      withHelper
        ? 'A helper is compiled, and times small operations of this host for a few seconds. Its datagrams stay on loopback.'
        : 'Node times small operations of this host for a few seconds.',
    );
    const interruption = listenForInterruption();
    try {
      const probe = await microProbe(repetitions, interruption.signal, withHelper);
      if (scenario && options.out !== undefined) writeNewFile(options.out, canonicalText(scenarioOfThisHost(scenario, probe)));
      await print(options.json ? JSON.stringify(probe, null, 2) : microText(probe));
      return 0;
    } catch (error) {
      if (interruption.signal.aborted) tell('Cancelled; nothing was written.');
      else if (error instanceof MeasuringError) throw new InputError(error.message, { cause: error });
      else throw error;
      return 1;
    } finally {
      interruption.release();
    }
  },
});

import { layBeside } from '../../../shared/measured/beside.ts';
import { readMeasured } from '../../lab/measured.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { besideTable, measuredTable } from '../measured-table.ts';
import { onlyOperand } from '../options.ts';
import { print } from '../output.ts';
import { readRun } from '../result-file.ts';

export const measuredCommand = defineCommand({
  name: 'measured',
  operands: 'FILE',
  summary:
    'Prints what iperf3 --json, Flent, TRex get_stats(), CSIT or a CSV table measured, in the units of the lab, and lays it beside a simulated run.',
  options: {
    beside: {
      type: 'string',
      takes: 'RESULT.json|PROJECT',
      description: 'Lays the values beside a run: what `run --json` printed, or a run of a project.',
    },
    run: { type: 'string', takes: 'ID', description: 'Which run of the project. Default: the newest.' },
    column: {
      type: 'string',
      multiple: true,
      takes: 'NAME=METRIC [UNIT]',
      description: 'What a column of a CSV table is: --column "Throughput=deliveredBps [Gbit/s]".',
    },
    json: { type: 'boolean', description: 'Prints the values, and what they are beside, as JSON.' },
  },
  run: async ({ options, operands }) => {
    const path = onlyOperand(operands, 'file of measurements');
    if (options.run !== undefined && options.beside === undefined) throw new InputError('--run chooses a run of --beside PROJECT: add it.');
    const measured = readMeasured(path, mappingOf(options.column ?? []));
    if (!measured.ok) throw new InputError(measured.message);
    const result = options.beside === undefined ? null : readRun(options.beside, options.run).result;
    if (options.json)
      await print(
        JSON.stringify({ measured: measured.value, ...(result && { beside: layBeside(measured.value, result.points) }) }, null, 2),
      );
    else await print([measuredTable(measured.value), ...(result ? ['', besideTable(measured.value, result)] : [])].join('\n'));
    return 0;
  },
});

function mappingOf(columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    columns.map((column) => {
      const at = column.indexOf('=');
      if (at < 1 || at === column.length - 1) throw new InputError(`--column takes NAME=METRIC [UNIT], not "${column}".`);
      return [column.slice(0, at).trim(), column.slice(at + 1).trim()] as const;
    }),
  );
}

import { probeAt, ProbeError } from '../../lab/probe.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { noOperands } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print } from '../output.ts';
import { probeText } from '../probe-table.ts';

export const probeCommand = defineCommand({
  name: 'probe',
  operands: '',
  summary: 'Looks at a Linux host and says which techniques would work there and what each lacks. Reads only, needs no root.',
  options: {
    root: {
      type: 'string',
      takes: 'DIR|FILE.json',
      description: 'Files of another host: a folder, or what --record wrote. Default: this host.',
    },
    record: { type: 'string', takes: 'FILE.json', description: 'Keeps what was read, to be probed elsewhere.' },
    evidence: { type: 'boolean', description: 'Prints the text behind each conclusion on the techniques.' },
    json: { type: 'boolean', description: 'Prints everything as JSON, with all evidence.' },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    if (options.record !== undefined) refuseTaken(options.record);
    const { probe, readiness, tree } = probed(options.root ?? null);
    if (options.record !== undefined) writeNewFile(options.record, `${JSON.stringify(tree, null, 1)}\n`);
    await print(options.json ? JSON.stringify({ probe, readiness }, null, 2) : probeText(probe, readiness, options.evidence ?? false));
    return 0;
  },
});

function probed(root: string | null) {
  try {
    return probeAt(root);
  } catch (error) {
    if (error instanceof ProbeError) throw new InputError(error.message, { cause: error });
    throw error;
  }
}

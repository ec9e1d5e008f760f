import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { probeAt, ProbeError, twinOfHost } from '../../lab/probe.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { noOperands } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { probeText, twinText } from '../probe-table.ts';

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
    twin: {
      type: 'string',
      takes: 'FILE.json',
      description: 'Writes a scenario that stands for the host: a comparison of the techniques that it may have.',
    },
    adapter: { type: 'string', takes: 'NAME', description: 'Adapter of the twin: an interface or a PCI address. Default: the fastest.' },
    evidence: { type: 'boolean', description: 'Prints the text behind each conclusion on the techniques.' },
    json: { type: 'boolean', description: 'Prints everything as JSON, with all evidence.' },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    for (const path of [options.record, options.twin]) if (path !== undefined) refuseTaken(path);
    if (options.adapter !== undefined && options.twin === undefined) throw new InputError('--adapter goes with --twin.');
    const { probe, readiness, tree } = orInputError(() => probeAt(options.root ?? null));
    if (options.twin !== undefined) {
      const { scenario, choices } = orInputError(() => twinOfHost({ probe, readiness }, options.adapter ?? null));
      writeNewFile(options.twin, canonicalText(scenario));
      tell(twinText(choices));
    }
    if (options.record !== undefined) writeNewFile(options.record, `${JSON.stringify(tree, null, 1)}\n`);
    await print(options.json ? JSON.stringify({ probe, readiness }, null, 2) : probeText(probe, readiness, options.evidence ?? false));
    return 0;
  },
});

function orInputError<Value>(look: () => Value): Value {
  try {
    return look();
  } catch (error) {
    if (error instanceof ProbeError) throw new InputError(error.message, { cause: error });
    throw error;
  }
}

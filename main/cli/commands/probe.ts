import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { probeAt, ProbeError, probeThisHost, recordingFile, twinOfHost } from '../../lab/probe.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { noOperands } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { probeText, twinText } from '../probe-table.ts';

const RECORDING = /\.(json|tgz|tar\.gz)$/;

export const probeCommand = defineCommand({
  name: 'probe',
  operands: '',
  summary: 'Looks at a Linux host and says which techniques would work there and what each lacks. Reads only, needs no root.',
  options: {
    root: {
      type: 'string',
      takes: 'DIR|FILE',
      description: 'Another host: a folder with its files, or what --record wrote or --json printed there. Default: this host.',
    },
    record: {
      type: 'string',
      takes: 'FILE.tar.gz',
      description: 'Keeps what was read, to be probed elsewhere; as JSON when it ends in .json.',
    },
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
    if (options.record !== undefined && !RECORDING.test(options.record))
      throw new InputError(`--record writes FILE.tar.gz, FILE.tgz or FILE.json: rename ${options.record}.`);
    const { probe, readiness, tree } = await orInputError(() => (options.root === undefined ? probeThisHost() : probeAt(options.root)));
    if (options.twin !== undefined) {
      const { scenario, choices } = await orInputError(() => twinOfHost({ probe, readiness }, options.adapter ?? null));
      writeNewFile(options.twin, canonicalText(scenario));
      tell(twinText(choices));
    }
    if (options.record !== undefined) {
      if (!tree) throw new InputError('What --json printed has conclusions and not what they come from: there is nothing to record.');
      writeNewFile(options.record, await recordingFile(tree, options.record));
    }
    await print(options.json ? JSON.stringify({ probe, readiness }, null, 2) : probeText(probe, readiness, options.evidence ?? false));
    return 0;
  },
});

async function orInputError<Value>(look: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ProbeError) throw new InputError(error.message, { cause: error });
    throw error;
  }
}

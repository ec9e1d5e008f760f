import {
  captureOptionsSchema,
  gapFamilies,
  mappings,
  type CaptureOptions,
  type CaptureProposal,
} from '../../../shared/capture/proposal.ts';
import { MOST_RECORDED_PACKETS } from '../../../shared/scenario/recording.ts';
import { importCapture } from '../../lab/capture-import.ts';
import { captureTables } from '../capture-tables.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { onlyOperand, wholeNumber } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';

export const importCommand = defineCommand({
  name: 'import',
  operands: 'CAPTURE',
  summary:
    'Makes a scenario of a capture file (pcap or pcapng, may be compressed with gzip): its largest parts become VMs with the traffic of the capture. Tells what is in it and how it was mapped; the scenario goes to standard output or a file.',
  options: {
    map: { type: 'string', takes: mappings.join('|'), description: 'What frames of one VM have in common. Default: mac.' },
    senders: { type: 'boolean', description: 'The frames come from the VMs. Default: they go to them.' },
    vms: { type: 'string', takes: 'N', description: 'VMs for the largest parts; all others go to one more together. Default: 4.' },
    fit: { type: 'boolean', description: 'Distributions of sizes and gaps in place of a replay, packet by packet.' },
    gaps: { type: 'string', takes: gapFamilies.join('|'), description: 'With --fit: distribution of the gaps. Default: the best fit.' },
    packets: {
      type: 'string',
      takes: 'N',
      description: `Packets that the replay takes, from the first on. Default: all, at most ${MOST_RECORDED_PACKETS}.`,
    },
    out: { type: 'string', takes: 'FILE', description: 'Where the scenario is written. A file that exists is never replaced.' },
  },
  run: async ({ options, operands }) => {
    const path = onlyOperand(operands, 'capture file');
    const { map, senders, fit, gaps, out } = options;
    if (gaps !== undefined && fit !== true) throw new InputError('--gaps goes with --fit: a replay has the gaps of the capture.');
    const settings = optionsOf({
      by: choice('--map', map, mappings),
      vmsAre: senders === true ? 'senders' : 'receivers',
      vms: wholeNumber('--vms', options.vms, 1, 32),
      as: fit === true ? 'fitted' : 'replay',
      gaps: choice('--gaps', gaps, gapFamilies),
      packets: wholeNumber('--packets', options.packets, 2, MOST_RECORDED_PACKETS) ?? MOST_RECORDED_PACKETS,
    });
    if (out !== undefined) refuseTaken(out);
    const proposal = await importCapture(path, settings);
    if (!proposal.ok) throw new InputError(proposal.message);
    tell(captureTables(proposal.value));
    const scenario = JSON.stringify(scenarioOf(proposal.value), null, 2);
    if (out === undefined) await print(scenario);
    else writeNewFile(out, `${scenario}\n`);
    return 0;
  },
});

/** With the defaults for what is not given. */
function optionsOf(given: { readonly [Key in keyof CaptureOptions]?: CaptureOptions[Key] | undefined }): CaptureOptions {
  return captureOptionsSchema.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}

function choice<Choice extends string>(option: string, text: string | undefined, choices: readonly Choice[]): Choice | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((one) => one === text);
  if (found === undefined) throw new InputError(`${option} takes one of ${choices.join(', ')}, not "${text}".`);
  return found;
}

function scenarioOf({ fileName, vms, flows }: CaptureProposal): object {
  const groups = vms.map(({ name }) => ({ name }));
  return {
    name: `Traffic of ${fileName}`.slice(0, 120),
    description: 'Made of a capture: its largest parts, each for a VM of its own.',
    vms: groups,
    flows,
    techniques: [{ name: 'vhost-net' }, { name: 'sriov' }],
  };
}

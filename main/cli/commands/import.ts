import { dirname, isAbsolute, relative, sep } from 'node:path';
import { captureOptionsSchema, gapFamilies, type CaptureOptions, type CaptureProposal } from '../../../shared/capture/proposal.ts';
import { mappings, type NamedCapture } from '../../../shared/scenario/named-capture.ts';
import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { MOST_RECORDED_PACKETS } from '../../../shared/scenario/recording.ts';
import { scenarioSchema, type Flow } from '../../../shared/scenario/schema.ts';
import { importCapture, nameCapture } from '../../lab/capture-import.ts';
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
    'by-path': {
      type: 'boolean',
      description:
        'The scenario names the capture by path and digest in place of holding its packets. With --out, in the folder of the capture or above.',
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
    const byPath = options['by-path'] === true ? pathFrom(out, path, settings) : null;
    if (out !== undefined) refuseTaken(out);
    const proposal = await importCapture(path, settings);
    if (!proposal.ok) throw new InputError(proposal.message);
    tell(captureTables(proposal.value));
    const named = byPath === null ? null : await nameCapture(path, byPath, settings);
    const scenario = canonicalText(scenarioSchema.parse(scenarioOf(proposal.value, named)));
    if (out === undefined) await print(scenario);
    else writeNewFile(out, scenario);
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

/** Of the capture, from the folder of the scenario. Throws InputError where it would not be found from there. */
function pathFrom(out: string | undefined, capture: string, { as }: CaptureOptions): string {
  if (out === undefined) throw new InputError('--by-path goes with --out: the path is one from the folder of the scenario.');
  if (as === 'fitted') throw new InputError('--by-path is for replays: a fitted scenario needs no capture.');
  const file = relative(dirname(out), capture).replaceAll(sep, '/');
  if (file.startsWith('../') || isAbsolute(file))
    throw new InputError(`${capture} is not in the folder of ${out} or below. Copy it there, so that both can be moved together.`);
  return file;
}

/** @param named in place of the packets */
function scenarioOf({ fileName, vms, flows }: CaptureProposal, named: Omit<NamedCapture, 'part'> | null): object {
  const groups = vms.map(({ name }) => ({ name }));
  return {
    name: `Traffic of ${fileName}`.slice(0, 120),
    description: 'Made of a capture: its largest parts, each for a VM of its own.',
    vms: groups,
    flows: named === null ? flows : flows.map((flow, index) => namedFlow(flow, { ...named, part: index + 1 })),
    techniques: [{ name: 'vhost-net' }, { name: 'sriov' }],
  };
}

function namedFlow(flow: Flow, capture: NamedCapture): object {
  return { ...flow, traffic: { ...flow.traffic, recording: { capture } } };
}

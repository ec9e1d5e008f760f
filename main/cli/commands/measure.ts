import {
  commandsOf,
  guestDevices,
  guestTests,
  guestTestTitles,
  inspectMeasuringHost,
  measureGuests,
  MeasuringError,
  usualDevices,
  writeTestbed,
  type GuestMeasuring,
  type GuestTest,
} from '../../lab/measure-guests.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { measuredTable } from '../measured-table.ts';
import { noOperands, wholeNumber } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { textTable, wrap } from '../text-table.ts';

const USUAL = { repetitions: 3, seconds: 2, frameBytes: 64, roundTrips: 1000, overloadPps: 40_000, seed: 1, minutes: 15 } as const;

/** RFC 6815: benchmarks have no place in a production network. */
const WARNING =
  'Benchmarks do not belong into production networks (RFC 6815). Here no frame leaves this host: the wire of the guest is a socket of QEMU or an interface in a network namespace of the lab’s own, and no other is touched.';

export const measureCommand = defineCommand({
  name: 'measure',
  operands: '',
  summary: 'Measures emulated and paravirtual adapters with a guest of QEMU that the lab starts and ends itself (Linux on x86-64).',
  options: {
    check: { type: 'boolean', description: 'Says what this host has for it and what is missing, and ends.' },
    'dry-run': { type: 'boolean', description: 'Prints every command that would be run, and ends.' },
    device: {
      type: 'string',
      multiple: true,
      takes: 'NAME',
      description: `Adapter: ${guestDevices.map(({ id }) => id).join(', ')}. Default: ${usualDevices.join(' and ')}.`,
    },
    test: { type: 'string', multiple: true, takes: 'NAME', description: `${guestTests.join(', ')}. Default: all.` },
    repetitions: { type: 'string', takes: 'N', description: `Of each test, in an order that is drawn. Default ${USUAL.repetitions}.` },
    seconds: { type: 'string', takes: 'N', description: `Length of a test that lasts. Default ${USUAL.seconds}.` },
    frame: { type: 'string', takes: 'BYTES', description: `Of Ethernet, with the check sequence. Default ${USUAL.frameBytes}.` },
    'round-trips': { type: 'string', takes: 'N', description: `Of a test that counts them. Default ${USUAL.roundTrips}.` },
    overload: { type: 'string', takes: 'PPS', description: `More frames a second than the guest takes. Default ${USUAL.overloadPps}.` },
    seed: { type: 'string', takes: 'N', description: 'Of the order. Default 1.' },
    cpus: { type: 'string', takes: 'LIST', description: 'CPUs of this host for the guest and the generators: 0-1,4. Default: all.' },
    minutes: { type: 'string', takes: 'N', description: `Ends the measurement after so long. Default ${USUAL.minutes}.` },
    'fetch-kernel': {
      type: 'boolean',
      description: 'Fetches the kernel of the distribution with apt-get download where none of this host can be read.',
    },
    out: { type: 'string', takes: 'FILE.json', description: 'Keeps the result, for `lab measured` and for a project.' },
    json: { type: 'boolean', description: 'Prints the result as JSON.' },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    const order: GuestMeasuring = {
      devices: options.device ?? usualDevices,
      tests: testsOf(options.test ?? guestTests),
      repetitions: wholeNumber('--repetitions', options.repetitions, 1, 100) ?? USUAL.repetitions,
      durationS: wholeNumber('--seconds', options.seconds, 1, 60) ?? USUAL.seconds,
      frameBytes: wholeNumber('--frame', options.frame, 64, 1518) ?? USUAL.frameBytes,
      roundTrips: wholeNumber('--round-trips', options['round-trips'], 10, 100_000) ?? USUAL.roundTrips,
      overloadPps: wholeNumber('--overload', options.overload, 100, 1_000_000) ?? USUAL.overloadPps,
      seed: wholeNumber('--seed', options.seed, 0, 2 ** 31 - 1) ?? USUAL.seed,
      cpus: cpuList(options.cpus),
      fetchKernel: options['fetch-kernel'] ?? false,
    };
    const minutes = wholeNumber('--minutes', options.minutes, 1, 24 * 60) ?? USUAL.minutes;
    if (options.out !== undefined) refuseTaken(options.out);
    const interruption = listenForInterruption();
    const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(minutes * 60_000)]);
    try {
      if (options.check) return await check(signal);
      if (options['dry-run']) return await dryRun(order, signal);
      tell(wrap(WARNING, 100));
      const result = await measureGuests(order, {
        signal,
        onPhase: (phase) => tell(`${capitalised(phase)}…`),
        onStep: ({ device, test, repetition }, done, all) =>
          tell(`${done + 1} of ${all}: ${device}, ${guestTestTitles[test]} (repetition ${repetition + 1})`),
      });
      if (options.out !== undefined) writeNewFile(options.out, writeTestbed(result));
      await print(options.json ? JSON.stringify(result, null, 2) : measuredTable(result));
      return 0;
    } catch (error) {
      if (interruption.signal.aborted) tell('Cancelled; the guest has ended.');
      else if (signal.aborted) tell(`Ended after ${minutes} min, as --minutes says; the guest has ended. Ask for less, or give it longer.`);
      else if (error instanceof MeasuringError) throw new InputError(error.message, { cause: error });
      else throw error;
      return 1;
    } finally {
      interruption.release();
    }
  },
});

/** As taskset(1) takes it. */
function cpuList(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/.test(text))
    throw new InputError(`--cpus takes numbers and ranges of CPUs, as in 0-1,4; not "${text}".`);
  return text;
}

function testsOf(names: readonly string[]): GuestTest[] {
  return names.map((name) => {
    const test = guestTests.find((one) => one === name);
    if (!test) throw new InputError(`There is no test ${name}. There are: ${guestTests.join(', ')}.`);
    return test;
  });
}

async function check(signal: AbortSignal): Promise<ExitStatus> {
  const { requirements, accelerator, qemu, wires } = await inspectMeasuringHost(signal);
  const rows = requirements.map(({ name, found, remedy }) => [found === null ? 'missing' : 'there', name, found ?? remedy]);
  const speed =
    accelerator === 'kvm'
      ? '/dev/kvm can be used: the guest starts on KVM, and is translated (TCG) only when it does not come up there.'
      : '/dev/kvm cannot be used: the guest’s CPU is emulated (TCG). Compare counts and order then, not rates.';
  const adapters = guestDevices.map(({ id, title, model, wire }) => {
    const obstacle = qemu?.models.includes(model) ? wires[wire].obstacle : `QEMU ${qemu?.version ?? ''} has none`;
    return [obstacle === null ? 'there' : 'missing', id, obstacle ?? title];
  });
  await print([textTable(rows, { width: 100 }), '', speed, '', textTable(adapters, { width: 100 })].join('\n'));
  return requirements.every(({ found }) => found !== null) ? 0 : 1;
}

async function dryRun(order: GuestMeasuring, signal: AbortSignal): Promise<ExitStatus> {
  await print(commandsOf(order, await inspectMeasuringHost(signal)).join('\n'));
  return 0;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

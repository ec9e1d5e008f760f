import { capitalised } from '../../../shared/capitalised.ts';
import { writeTestbed } from '../../../shared/measured/testbed-file.ts';
import {
  acceleratorText,
  CPU_LIST,
  guestTests,
  guestTestTitle,
  HOST_FUNCTION,
  measuringLimits,
  PCI_ADDRESS,
  productionWarnings,
  type FunctionPair,
  type GuestMeasuring,
  type GuestTest,
  type MeasuringNumber,
} from '../../../shared/testbed/guest-measuring.ts';
import { commandsOf, guestDeviceNames, guestHost, measureGuests, MeasuringError, usualDevices } from '../../lab/measure-guests.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { measuredTable } from '../measured-table.ts';
import { noOperands, wholeNumber } from '../options.ts';
import { refuseTaken, writeNewFile } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { textTable, wrap } from '../text-table.ts';

export const measureCommand = defineCommand({
  name: 'measure',
  operands: '',
  summary:
    'Measures emulated and paravirtual adapters, and virtual functions, with a guest of QEMU that the lab starts and ends itself (Linux on x86-64).',
  options: {
    check: { type: 'boolean', description: 'Says what this host has for it and what is missing, and ends.' },
    'dry-run': { type: 'boolean', description: 'Prints every command that would be run, and ends.' },
    device: {
      type: 'string',
      multiple: true,
      takes: 'NAME',
      description: `Adapter: ${guestDeviceNames.join(', ')}. Default: ${usualDevices.join(' and ')}.`,
    },
    vf: {
      type: 'string',
      takes: 'PCI-ADDRESS',
      description: `Measures a virtual function of this host that its owner has bound to vfio-pci (${HOST_FUNCTION}): 0000:03:10.0.`,
    },
    'generator-vf': {
      type: 'string',
      takes: 'PCI-ADDRESS',
      description: 'Another one of the same adapter, where a second guest generates the traffic.',
    },
    test: { type: 'string', multiple: true, takes: 'NAME', description: `${guestTests.join(', ')}. Default: all.` },
    repetitions: {
      type: 'string',
      takes: 'N',
      description: `Of each test, in an order that is drawn. Default ${measuringLimits.repetitions.usual}.`,
    },
    seconds: { type: 'string', takes: 'N', description: `Length of a test that lasts. Default ${measuringLimits.durationS.usual}.` },
    frame: {
      type: 'string',
      takes: 'BYTES',
      description: `Of Ethernet, with the check sequence. Default ${measuringLimits.frameBytes.usual}.`,
    },
    'round-trips': { type: 'string', takes: 'N', description: `Of a test that counts them. Default ${measuringLimits.roundTrips.usual}.` },
    overload: {
      type: 'string',
      takes: 'PPS',
      description: `More frames a second than the guest takes. Default ${measuringLimits.overloadPps.usual}.`,
    },
    seed: { type: 'string', takes: 'N', description: 'Of the order. Default 1.' },
    cpus: { type: 'string', takes: 'LIST', description: 'CPUs of this host for the guest and the generators: 0-1,4. Default: all.' },
    minutes: { type: 'string', takes: 'N', description: `Ends the measurement after so long. Default ${measuringLimits.minutes.usual}.` },
    tcg: { type: 'boolean', description: 'Translates the CPU of the guest (TCG) also where KVM could run it.' },
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
      ...devicesOf(options.device, functionsOf(options.vf, options['generator-vf'])),
      tests: testsOf(options.test ?? guestTests),
      repetitions: number('--repetitions', options.repetitions, 'repetitions'),
      durationS: number('--seconds', options.seconds, 'durationS'),
      frameBytes: number('--frame', options.frame, 'frameBytes'),
      roundTrips: number('--round-trips', options['round-trips'], 'roundTrips'),
      overloadPps: number('--overload', options.overload, 'overloadPps'),
      seed: number('--seed', options.seed, 'seed'),
      cpus: cpuList(options.cpus),
      fetchKernel: options['fetch-kernel'] ?? false,
      translate: options.tcg ?? false,
    };
    const minutes = number('--minutes', options.minutes, 'minutes');
    if (options.out !== undefined) refuseTaken(options.out);
    const interruption = listenForInterruption();
    const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(minutes * 60_000)]);
    try {
      if (options.check) return await check(signal);
      if (options['dry-run']) return await dryRun(order, signal);
      for (const warning of productionWarnings(order.devices)) tell(wrap(warning, 100));
      const result = await measureGuests(order, {
        signal,
        onPhase: (phase) => tell(`${capitalised(phase)}…`),
        onStep: ({ device, test, repetition }, done, all) =>
          tell(`${done + 1} of ${all}: ${device}, ${guestTestTitle(test)} (repetition ${repetition + 1})`),
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

function number(option: string, text: string | undefined, name: MeasuringNumber): number {
  const { least, most, usual } = measuringLimits[name];
  return wholeNumber(option, text, least, most) ?? usual;
}

/** As taskset(1) takes it. */
function cpuList(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!CPU_LIST.test(text)) throw new InputError(`--cpus takes numbers and ranges of CPUs, as in 0-1,4; not "${text}".`);
  return text;
}

function functionsOf(measured: string | undefined, generator: string | undefined): FunctionPair | null {
  if (measured === undefined && generator === undefined) return null;
  if (measured === undefined || generator === undefined)
    throw new InputError('--vf and --generator-vf go together: two virtual functions of one adapter, one for each end of the traffic.');
  const wrong = [measured, generator].find((address) => !PCI_ADDRESS.test(address));
  if (wrong !== undefined) throw new InputError(`A PCI address is written like 0000:03:10.0 (\`lspci -D\`), not "${wrong}".`);
  return { measured, generator };
}

/** Functions of the host bring their adapter with them. */
function devicesOf(names: readonly string[] | undefined, functions: FunctionPair | null): Pick<GuestMeasuring, 'devices' | 'functions'> {
  const own = functions ? [HOST_FUNCTION] : [];
  const devices = names ?? (functions ? [] : usualDevices);
  if (!functions && devices.includes(HOST_FUNCTION))
    throw new InputError(`${HOST_FUNCTION} needs --vf and --generator-vf, the PCI addresses of two virtual functions of one adapter.`);
  return { devices: [...devices.filter((name) => !own.includes(name)), ...own], functions };
}

function testsOf(names: readonly string[]): GuestTest[] {
  return names.map((name) => {
    const test = guestTests.find((one) => one === name);
    if (!test) throw new InputError(`There is no test ${name}. There are: ${guestTests.join(', ')}.`);
    return test;
  });
}

async function check(signal: AbortSignal): Promise<ExitStatus> {
  const { requirements, accelerator, adapters } = await guestHost(signal);
  const rows = requirements.map(({ name, found, remedy }) => [found === null ? 'missing' : 'there', name, found ?? remedy]);
  const adapterRows = adapters.map(({ id, title, obstacle }) => [obstacle === null ? 'there' : 'missing', id, obstacle ?? title]);
  await print([textTable(rows, { width: 100 }), '', acceleratorText(accelerator), '', textTable(adapterRows, { width: 100 })].join('\n'));
  return requirements.every(({ found }) => found !== null) ? 0 : 1;
}

async function dryRun(order: GuestMeasuring, signal: AbortSignal): Promise<ExitStatus> {
  await print((await commandsOf(order, signal)).join('\n'));
  return 0;
}

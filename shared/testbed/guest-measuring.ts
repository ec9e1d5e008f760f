/** Measurements of network adapters in guests of QEMU that the lab starts: what may be asked for, and what a host has for it. */
import { z } from 'zod';
import { words } from '../texts/words.ts';

export const guestTests = ['round-trips', 'receive', 'transmit', 'stream', 'throughput', 'accesses'] as const;
export type GuestTest = (typeof guestTests)[number];

/** What a test measures, as the end of a sentence. */
export function guestTestTitle(test: GuestTest): string {
  return words().guestMeasuring.tests[test];
}

export interface MeasuringLimit {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** Whole numbers. */
export const measuringLimits = {
  /** Of each test. */
  repetitions: { least: 1, most: 100, usual: 3 },
  /** Of a test that lasts, s. */
  durationS: { least: 1, most: 60, usual: 2 },
  /** Of Ethernet, with the check sequence, bytes. */
  frameBytes: { least: 64, most: 1518, usual: 64 },
  /** Of a test that counts them. */
  roundTrips: { least: 10, most: 100_000, usual: 1000 },
  /** More than the guest takes, frames per second. */
  overloadPps: { least: 100, most: 1_000_000, usual: 40_000 },
  /** Of the order of the tests. */
  seed: { least: 0, most: 2 ** 31 - 1, usual: 1 },
  /** After which the measurement ends in any case, min. */
  minutes: { least: 1, most: 24 * 60, usual: 15 },
} as const satisfies Readonly<Record<string, MeasuringLimit>>;
export type MeasuringNumber = keyof typeof measuringLimits;

/** CPUs of the host as taskset(1) takes them: `0-1,4`. */
export const CPU_LIST = /^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/;

/** As sysfs and `lspci -D` write it: domain, bus, device and function. */
export const PCI_ADDRESS = /^[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]$/;

/** Two virtual functions of one adapter of the host, by their PCI addresses: one is measured, at the other are the traffic generator and its guest. */
const functionPairSchema = z.strictObject({
  measured: z.string().max(40).regex(PCI_ADDRESS),
  generator: z.string().max(40).regex(PCI_ADDRESS),
});
export type FunctionPair = Readonly<z.infer<typeof functionPairSchema>>;

/** The adapter that is a virtual function of the host: it needs the pair. */
export const HOST_FUNCTION = 'vfio-vf';

const within = (name: MeasuringNumber) => z.int().min(measuringLimits[name].least).max(measuringLimits[name].most);

export const guestMeasuringSchema = z.strictObject({
  /** Adapters, by the names that the host is asked for. */
  devices: z.array(z.string().max(40)).min(1).max(16),
  /** Of the adapter HOST_FUNCTION; null: it is not among `devices`. */
  functions: functionPairSchema.nullable(),
  tests: z.array(z.enum(guestTests)).min(1).max(guestTests.length),
  repetitions: within('repetitions'),
  durationS: within('durationS'),
  frameBytes: within('frameBytes'),
  roundTrips: within('roundTrips'),
  overloadPps: within('overloadPps'),
  seed: within('seed'),
  /** CPUs of the host for the guest and the generators; null: all. */
  cpus: z.string().max(200).regex(CPU_LIST).nullable(),
  /** The kernel of the distribution may be fetched where the host's own cannot be read. */
  fetchKernel: z.boolean(),
  /** The guest's CPU is translated (TCG) also where KVM could run it. */
  translate: z.boolean(),
});
export type GuestMeasuring = Readonly<z.infer<typeof guestMeasuringSchema>>;

export const measuringMinutesSchema = within('minutes');

export const guestHostSchema = z.strictObject({
  requirements: z.array(
    z.strictObject({
      name: z.string(),
      /** null: it is missing. */
      found: z.string().nullable(),
      /** What a person does about it when it is missing. */
      remedy: z.string(),
    }),
  ),
  /** What is tried first. */
  accelerator: z.enum(['kvm', 'tcg']),
  /** A guest can start only after the kernel of the distribution was fetched. */
  kernelIsToBeFetched: z.boolean(),
  adapters: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** Why it cannot be had here; null: it can. */
      obstacle: z.string().nullable(),
      /** Whether it is measured when nothing is chosen. */
      usual: z.boolean(),
    }),
  ),
});
/** What a host has for measurements. */
export type GuestHost = z.infer<typeof guestHostSchema>;

/** What is to be thought of before these adapters are measured. */
export function productionWarnings(devices: readonly string[]): string[] {
  const { production, functions } = words().guestMeasuring;
  const isFunction = (device: string): boolean => device === HOST_FUNCTION;
  return [...(devices.every(isFunction) && devices.length > 0 ? [] : [production]), ...(devices.some(isFunction) ? [functions] : [])];
}

/** What is to be expected of the speed of the guest. */
export function acceleratorText(accelerator: GuestHost['accelerator']): string {
  return words().guestMeasuring.accelerator[accelerator];
}

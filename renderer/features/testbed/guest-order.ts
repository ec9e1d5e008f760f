/** What a person asks of a measurement with guests, as the fields hold it, and the order that the lab takes. */
import {
  CPU_LIST,
  guestTests,
  HOST_FUNCTION,
  measuringLimits,
  PCI_ADDRESS,
  type FunctionPair,
  type GuestHost,
  type GuestMeasuring,
  type GuestTest,
  type MeasuringNumber,
} from '../../../shared/testbed/guest-measuring.ts';
import type { NumberEntry } from '../../ui/number-text.ts';

export interface GuestDraft {
  readonly devices: readonly string[];
  /** PCI addresses, as they are typed; they count while the adapter of the host's functions is chosen. */
  readonly functions: FunctionPair;
  readonly tests: readonly GuestTest[];
  readonly numbers: Readonly<Record<MeasuringNumber, NumberEntry>>;
  /** Empty: all. */
  readonly cpus: string;
  readonly fetchKernel: boolean;
  readonly translate: boolean;
}

export interface GuestOrder {
  readonly order: GuestMeasuring;
  readonly minutes: number;
}

export const measuringNumbers = Object.keys(measuringLimits) as MeasuringNumber[];

/** The usual adapters, as far as the host has them, with every test. */
export function usualDraft({ adapters }: Pick<GuestHost, 'adapters'>): GuestDraft {
  const usual = ({ usual, obstacle }: GuestHost['adapters'][number]): boolean => usual && obstacle === null;
  return {
    devices: adapters.filter(usual).map(({ id }) => id),
    functions: { measured: '', generator: '' },
    tests: guestTests,
    numbers: Object.fromEntries(measuringNumbers.map((name) => [name, measuringLimits[name].usual])) as GuestDraft['numbers'],
    cpus: '',
    fetchKernel: false,
    translate: false,
  };
}

/** A whole number within its limits; an empty field has the usual one. null: it is none. */
export function numberOf(name: MeasuringNumber, entry: NumberEntry): number | null {
  const { least, most, usual } = measuringLimits[name];
  const value = entry ?? usual;
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

export function isCpuList(text: string): boolean {
  return text.trim() === '' || CPU_LIST.test(text.trim());
}

export function isPciAddress(text: string): boolean {
  return PCI_ADDRESS.test(text.trim());
}

/** null: something is missing or out of its limits. @param host decides whether a kernel must be fetched */
export function orderOf(draft: GuestDraft, { kernelIsToBeFetched }: Pick<GuestHost, 'kernelIsToBeFetched'>): GuestOrder | null {
  const { devices, tests, cpus, fetchKernel, translate } = draft;
  const numbers = measuringNumbers.map((name) => [name, numberOf(name, draft.numbers[name])] as const);
  const isGiven = devices.includes(HOST_FUNCTION);
  const functions = isGiven ? { measured: draft.functions.measured.trim(), generator: draft.functions.generator.trim() } : null;
  if (functions && !(isPciAddress(functions.measured) && isPciAddress(functions.generator))) return null;
  const isWhole = devices.length > 0 && tests.length > 0 && isCpuList(cpus) && (fetchKernel || !kernelIsToBeFetched);
  if (!isWhole || numbers.some(([, value]) => value === null)) return null;
  const { minutes, ...own } = Object.fromEntries(numbers) as Record<MeasuringNumber, number>;
  return {
    order: { devices: [...devices], functions, tests: [...tests], ...own, cpus: cpus.trim() || null, fetchKernel, translate },
    minutes,
  };
}

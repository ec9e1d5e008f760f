/** Cost parameters of the model that timed operations tell. */
import type { MeasuredCost } from '../../../shared/testbed/micro-probe.ts';
import { spreadOf, type Operation, type Timing } from './timings.ts';

/** Before it is held against the cost models. */
export type TimedCost = Omit<MeasuredCost, 'plausible'>;

/** Copies of frames: larger ones leave the first cache and tell of other things. */
const LARGEST_FRAME_BYTES = 4096;

/** @param cycleNs of the core while it was timed. Costs whose operation was not timed, or took no time beyond its baseline, are left out. */
export function costsOfTimings(timings: readonly Timing[], cycleNs: number): TimedCost[] {
  const inCycles = (operation: Operation) => repetitionsOf(timings, operation).map((ns) => ns / cycleNs);
  const warm = copyLines(timings, 'copy-warm');
  const cold = copyLines(timings, 'copy-cold');
  const candidates = [
    [
      'user.systemCall',
      'cycles',
      inCycles('system-call'),
      'getppid(), which does nothing: entry and exit with the mitigations of this host',
    ],
    [
      'wakeup.latency',
      'ns',
      repetitionsOf(timings, 'wake-up'),
      'write to an eventfd until the sleeper on another CPU returns: holds a system call and its sleep state',
    ],
    ['context.switch', 'cycles', inCycles('context-switch'), 'two threads of a CPU take turns through pipes, less the pipes'],
    ['copy.coldEvent', 'ns', cold.events, 'line through copies of 64 to 4,096 bytes, at 0 bytes; one copy waits for the one before'],
    ['copy.coldByte', 'ns/byte', cold.bytes, 'slope of that line'],
    ['copy.warmEvent', 'ns', warm.events, 'line through copies of 64 to 4,096 bytes, at 0 bytes'],
    ['copy.warmByte', 'ns/byte', warm.bytes, 'slope of that line'],
  ] as const;
  return candidates
    .map(([name, unit, values, derivation]) => ({ name, unit, ...spreadOf(values), derivation }))
    .filter(({ median }) => median > 0);
}

function repetitionsOf(timings: readonly Timing[], operation: Operation): readonly number[] {
  return timings.find((one) => one.operation === operation)?.repetitions ?? [];
}

/** The least-squares line through the copies of each repetition: its value at 0 bytes, ns, and its slope, ns/byte. */
function copyLines(
  timings: readonly Timing[],
  operation: 'copy-warm' | 'copy-cold',
): { readonly events: number[]; readonly bytes: number[] } {
  const copies = timings.filter((one) => one.operation === operation && (one.sizeBytes ?? Infinity) <= LARGEST_FRAME_BYTES);
  const lines = (copies[0]?.repetitions ?? []).map((_, index) =>
    lineThrough(copies.map(({ sizeBytes, repetitions }) => [sizeBytes ?? 0, repetitions[index] ?? Number.NaN])),
  );
  return { events: lines.map(({ atZero }) => atZero), bytes: lines.map(({ slope }) => slope) };
}

function lineThrough(points: readonly (readonly [number, number])[]): { readonly atZero: number; readonly slope: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const slope = mean(points.map(([x, y]) => (x - meanX) * (y - meanY))) / mean(points.map(([x]) => (x - meanX) ** 2));
  return { atZero: meanY - slope * meanX, slope };
}

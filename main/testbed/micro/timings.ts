/** Repetitions of timed operations, and their spread. */
import type { Spread } from '../../../shared/testbed/micro-probe.ts';

export const operations = {
  cycle: { title: 'Addition that waits for the one before: a cycle', unit: 'ns' },
  'copy-warm': { title: 'Copy, in the cache', unit: 'ns' },
  'copy-cold': { title: 'Copy, source not in a cache', unit: 'ns' },
  'system-call': { title: 'System call', unit: 'ns' },
  'wake-up': { title: 'Wake-up of a thread on another CPU', unit: 'ns' },
  'context-switch': { title: 'Context switch', unit: 'ns' },
  'udp-round-trip': { title: 'UDP on loopback, round trip', unit: 'ns' },
  'udp-rate': { title: 'UDP on loopback, received', unit: 'packets/s' },
  'clock-step': { title: 'Smallest step of the clock', unit: 'ns' },
  'sleep-late': { title: 'Sleep of 50 us: late by', unit: 'ns' },
} as const satisfies Record<string, { readonly title: string; readonly unit: 'ns' | 'packets/s' }>;
export type Operation = keyof typeof operations;

export interface Timing {
  readonly operation: Operation;
  /** Of a copy; else null. */
  readonly sizeBytes: number | null;
  /** One for each repetition, in the unit of the operation. */
  readonly repetitions: readonly number[];
}

/** Timings in the order of their first repetition, from lines `NAME SIZE VALUE` (guest/micro.c). Throws on any other line. */
export function timingsIn(text: string): Timing[] {
  const timings = new Map<string, { operation: Operation; sizeBytes: number | null; repetitions: number[] }>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [name = '', size = '', value = ''] = line.split(' ');
    if (!isOperation(name) || !/^\d+$/.test(size) || !Number.isFinite(Number.parseFloat(value)))
      throw new Error(`The helper of the micro-probes printed a line that is no timing: ${line}`);
    const timing = timings.get(`${name} ${size}`) ?? { operation: name, sizeBytes: Number(size) || null, repetitions: [] };
    timing.repetitions.push(Number.parseFloat(value));
    timings.set(`${name} ${size}`, timing);
  }
  return [...timings.values()];
}

/** Median and quartiles, interpolated (Hyndman and Fan 1996, definition 7). */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (probability: number): number => {
    const place = (sorted.length - 1) * probability;
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
  };
  return { lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75) };
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name);
}

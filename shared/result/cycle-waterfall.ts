/**
 * Cycles of a packet, one after the other by who spends them and on what, and how they close: cycles for each packet x packets per second are the busy
 * cycles of the cores, and these are their utilization.
 */
import type { PointResult } from './schema.ts';

export interface WaterfallStep {
  readonly actor: string;
  readonly activity: string;
  readonly cycles: number;
  /** Cycles of the steps before it. */
  readonly from: number;
  /** Of all cycles, 0..1. */
  readonly share: number;
}

export interface Closure {
  readonly cyclesPerPacket: number;
  readonly packetsPerSecond: number;
  /** The product of both. */
  readonly busyCyclesPerSecond: number;
  /** Of how many cores that is all the time. */
  readonly busyCores: number;
  readonly cores: number;
  readonly frequencyGhz: number;
  /** `busyCores` of all cores, 0..1, and what the simulator measured on the cores themselves. */
  readonly utilization: number;
  readonly measured: number;
}

export interface Waterfall {
  readonly point: PointResult;
  /** By row of `rows`; null: not in this technique. */
  readonly steps: readonly (WaterfallStep | null)[];
  readonly total: number;
  readonly closure: Closure;
}

/** Cores of a point and their clock. */
export interface PointHost {
  readonly cores: number;
  readonly frequencyGhz: number;
}

export interface WaterfallRow {
  readonly actor: string;
  readonly activity: string;
  /** First of its actor. */
  readonly isFirst: boolean;
}

/** Who spends cycles, from the wire to the application. */
const actors: readonly string[] = ['host', 'driver domain', 'switch', 'vhost worker', 'device model', 'hypervisor', 'guest'] as const;

/** Of the points that were measured: rows by actor, within an actor the largest activity first. */
export function waterfalls(
  points: readonly PointResult[],
  hostOf: (point: PointResult) => PointHost,
): { readonly rows: readonly WaterfallRow[]; readonly waterfalls: readonly Waterfall[]; readonly largest: number } {
  const measured = points.filter(({ refusal, cycles }) => refusal === null && cycles.length > 0);
  const sizes = new Map<string, number>();
  for (const { actor, activity, cyclesPerPacket } of measured.flatMap(({ cycles }) => cycles)) {
    const key = `${actor}|${activity}`;
    sizes.set(key, Math.max(sizes.get(key) ?? 0, cyclesPerPacket));
  }
  const place = (actor: string): number => (actors.includes(actor) ? actors.indexOf(actor) : actors.length);
  const keys = [...sizes]
    .filter(([, size]) => size > 0)
    .map(([key, size]) => ({ actor: key.split('|')[0] ?? '', activity: key.split('|')[1] ?? '', size }))
    .toSorted((one, other) => place(one.actor) - place(other.actor) || one.actor.localeCompare(other.actor) || other.size - one.size);
  const rows = keys.map(({ actor, activity }, index) => ({ actor, activity, isFirst: keys[index - 1]?.actor !== actor }));
  const drawn = measured.map((point) => waterfallOf(point, rows, hostOf(point)));
  return { rows, waterfalls: drawn, largest: Math.max(0, ...drawn.map(({ total }) => total)) };
}

function waterfallOf(point: PointResult, rows: readonly WaterfallRow[], host: PointHost): Waterfall {
  let from = 0;
  const steps = rows.map(({ actor, activity }) => {
    const spent = point.cycles.find((one) => one.actor === actor && one.activity === activity);
    if (!spent || spent.cyclesPerPacket <= 0) return null;
    const step = { actor, activity, cycles: spent.cyclesPerPacket, share: spent.share, from };
    from += spent.cyclesPerPacket;
    return step;
  });
  return { point, steps, total: from, closure: closureOf(point, from, host) };
}

function closureOf(point: PointResult, cyclesPerPacket: number, { cores, frequencyGhz }: PointHost): Closure {
  const packetsPerSecond = point.metrics['deliveredPps']?.mean ?? 0;
  const busyCyclesPerSecond = cyclesPerPacket * packetsPerSecond;
  const busyCores = busyCyclesPerSecond / (frequencyGhz * 1e9);
  return {
    cyclesPerPacket,
    packetsPerSecond,
    busyCyclesPerSecond,
    busyCores,
    cores,
    frequencyGhz,
    utilization: busyCores / cores,
    measured: point.metrics['cpuUtilization']?.mean ?? 0,
  };
}

/** Largest difference of the two utilizations, parts of all cores. */
export function closureGap(all: readonly Waterfall[]): number {
  return Math.max(0, ...all.map(({ closure }) => Math.abs(closure.utilization - closure.measured)));
}

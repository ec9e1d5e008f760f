/**
 * A published record with scenarios and nothing else: as in a collection of results, with a `scenario` for the experiment or for each point. That it is to be
 * simulated follows from the scenarios, and what is read from them from the words and the unit of the record, where both leave no doubt.
 */
import type { MetricName } from '../result/schema.ts';

type Fields = Readonly<Record<string, unknown>>;
type Measured = { readonly read: { readonly kind: 'metric'; readonly metric: MetricName }; readonly scale: number };

/** Units by the metric they belong to, with what makes one of them of the unit of results (packets/s, bit/s). Rates in bits are of frames with their check sequence. */
const RATE_UNITS: Readonly<Record<string, readonly [metric: MetricName, scale: number]>> = {
  Mpps: ['deliveredPps', 1e-6],
  kpps: ['deliveredPps', 1e-3],
  pps: ['deliveredPps', 1],
  'packets/s': ['deliveredPps', 1],
  'Gbit/s': ['deliveredBps', 1e-9],
  'Gb/s': ['deliveredBps', 1e-9],
  Gbps: ['deliveredBps', 1e-9],
  'Mbit/s': ['deliveredBps', 1e-6],
  'Mb/s': ['deliveredBps', 1e-6],
  Mbps: ['deliveredBps', 1e-6],
};

const TIME_UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e-3, µs: 1e-3, ms: 1e-6 };

/** Words of a published metric that say which figure of the latency it is; the first that fits. */
const LATENCY_WORDS: readonly (readonly [pattern: RegExp, metric: MetricName])[] = [
  [/p99\.9\b|99\.9/, 'latencyP999Ns'],
  [/p99\b|99th/, 'latencyP99Ns'],
  [/p95\b|95th/, 'latencyP95Ns'],
  [/p50\b|median/, 'latencyP50Ns'],
  [/mean|average|^latency$/, 'latencyMeanNs'],
];

const CYCLES_WORDS = /^cycles per packet/;

/** `input` with the kind and the measure that follow from it; as it is where it has them, or where they do not follow. */
export function completeRecord(input: unknown): unknown {
  if (!isFields(input) || !hasScenario(input)) return input;
  if (input['kind'] !== undefined && input['kind'] !== 'simulation') return input;
  const measure = input['measure'] ?? measureOf(input['metric'], input['unit']);
  return { ...input, kind: 'simulation', ...(measure === null ? {} : { measure }) };
}

/** What a metric in the words of a publication is in the results; null where the words leave a choice. */
export function measureOf(metric: unknown, unit: unknown): Measured | null {
  if (typeof metric !== 'string' || typeof unit !== 'string') return null;
  const rate = Object.hasOwn(RATE_UNITS, unit) ? RATE_UNITS[unit] : undefined;
  if (rate) return reading(...rate);
  const words = metric.toLowerCase();
  if (Object.hasOwn(TIME_UNITS, unit) && words.includes('latency')) {
    const figure = LATENCY_WORDS.find(([pattern]) => pattern.test(words));
    return figure ? reading(figure[1], TIME_UNITS[unit] ?? 1) : null;
  }
  if (unit === 'cycles' && CYCLES_WORDS.test(words)) return reading('cyclesPerPacket', 1);
  if (unit !== '1/s') return null;
  if (words === 'exits') return reading('exitsPerSecond', 1);
  return words === 'interrupts' ? reading('interruptsPerSecond', 1) : null;
}

function reading(metric: MetricName, scale: number): Measured {
  return { read: { kind: 'metric', metric }, scale };
}

function hasScenario({ scenario, points }: Fields): boolean {
  return (
    scenario !== undefined || (Array.isArray(points) && points.some((point: unknown) => isFields(point) && point['scenario'] !== undefined))
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

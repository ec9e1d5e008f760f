/**
 * Results of FD.io CSIT in its Unified Test Interface, model 1.x: `*.info.json` of one test case, of the types mrr, ndrpdr and soak.
 * Format: docs/model/current/schema/test_case.info.schema.yaml of github.com/FDio/csit. Rates are those of both directions together.
 */
import { z } from 'zod';
import type { MeasuredDistribution, MeasuredResult, MeasuredSeries } from '../../shared/measured/schema.ts';
import { distributionOfBins, percentilesOfBins } from './bins.ts';
import { decodeHistogram } from './hdr-histogram.ts';
import { checked } from './json-content.ts';
import { MeasuredError, wrongAt } from './measured-error.ts';
import { meanOf, single } from './series.ts';

const amount = z.number().nonnegative();
const rate = z.looseObject({ rate: z.looseObject({ value: amount, unit: z.string() }) });
const bounds = z.looseObject({ lower: rate, upper: rate });
type Bounds = z.output<typeof bounds>;

const latency = z.looseObject({ avg: amount, min: amount, max: amount, hdrh: z.string(), unit: z.string() });
type Latency = z.output<typeof latency>;
const latencies = z.record(z.string(), latency);

const resultSchema = z.looseObject({
  type: z.string(),
  receive_rate: z.looseObject({ rate: z.looseObject({ values: z.array(amount).max(100_000), unit: z.string() }) }).optional(),
  ndr: bounds.optional(),
  pdr: bounds.optional(),
  critical_rate: bounds.optional(),
  latency_forward: latencies.optional(),
  latency_reverse: latencies.optional(),
});
type Result = z.output<typeof resultSchema>;

const fileSchema = z.looseObject({
  version: z.string(),
  test_id: z.string(),
  test_name_long: z.string().optional(),
  dut_type: z.string().default(''),
  dut_version: z.string().default(''),
  start_time: z.string().default(''),
  passed: z.boolean(),
  message: z.string().default(''),
  tags: z.array(z.string()).default([]),
  result: resultSchema,
});

export function looksLikeCsit(value: Readonly<Record<string, unknown>>): boolean {
  return 'test_id' in value && 'result' in value && 'version' in value;
}

export function readCsit(value: unknown): MeasuredResult {
  const file = checked(fileSchema, value, 'CSIT');
  const { result } = file;
  if (!file.version.startsWith('1.')) throw wrongAt('version', `model ${file.version} is not known`, 'Export the results with model 1.x.');
  const { distributions, series, warnings } = latencySeries(result);
  const rates = [
    ...receiveRate(result),
    ...boundSeries('NDR', 'load without loss', result.ndr),
    ...boundSeries('PDR', 'load with at most 0.5 % of loss', result.pdr),
    ...boundSeries('critical load', 'load with a loss of 1e-7 on average', result.critical_rate),
  ];
  if (rates.length === 0)
    throw new MeasuredError(
      file.passed
        ? `result.type: results of the type "${result.type}" are not read. Choose a test of the type mrr, ndrpdr or soak.`
        : `message: the test failed and has no rates: "${file.message}". Choose one that passed.`,
    );
  const measuredAt = Date.parse(file.start_time);
  return {
    tool: 'csit',
    toolVersion: file.version,
    title: file.test_name_long ?? file.test_id,
    measuredAt: Number.isFinite(measuredAt) ? new Date(measuredAt).toISOString() : null,
    conditions: [
      { name: 'Test', value: file.test_id },
      { name: 'Device under test', value: `${file.dut_type} ${file.dut_version}`.trim() },
      { name: 'Tags', value: file.tags.join(', ') },
    ].filter(({ value: text }) => text !== ''),
    series: [...rates, ...series],
    distributions,
    warnings: [
      ...(file.passed ? [] : [`The test failed: "${file.message}".`]),
      'Rates are the sum of both directions: lay them beside a scenario that sends both.',
      ...warnings,
    ],
  };
}

function receiveRate({ receive_rate: received }: Result): MeasuredSeries[] {
  if (!received) return [];
  const { values, unit } = received.rate;
  return [
    {
      label: 'MRR',
      metric: metricOf(unit),
      quantity: 'received at the largest load',
      unit,
      axis: null,
      points: meanOf(values),
      conversion: 'mean over the trials',
    },
  ];
}

/** The load that was found lies between the bounds; the lower one was carried. */
function boundSeries(label: string, quantity: string, found: Bounds | undefined): MeasuredSeries[] {
  if (!found) return [];
  const { value: low, unit } = found.lower.rate;
  const high = Math.max(low, found.upper.rate.value);
  return [
    {
      label,
      metric: metricOf(unit),
      quantity,
      unit,
      axis: null,
      points: single(low, { low, high }),
      conversion: 'the lower bound of the search; the interval are its bounds',
    },
  ];
}

/** Connections per second are nothing that the lab measures. */
function metricOf(unit: string): 'deliveredPps' | null {
  return unit === 'pps' ? 'deliveredPps' : null;
}

/** Latencies were measured at shares of the PDR: only a person can say whether a point of a run has that load. */
function latencySeries(result: Result): { series: MeasuredSeries[]; distributions: MeasuredDistribution[]; warnings: string[] } {
  const series: MeasuredSeries[] = [];
  const distributions: MeasuredDistribution[] = [];
  const warnings: string[] = [];
  const directions = [
    ['forward', result.latency_forward],
    ['reverse', result.latency_reverse],
  ] as const;
  for (const [direction, loads] of directions) {
    for (const [load, numbers] of Object.entries(loads ?? {})) {
      const label = `${direction}, ${loadText(load)}`;
      series.push(...averageSeries(label, numbers));
      const bins = numbers.unit === 'us' ? decodeHistogram(numbers.hdrh) : null;
      if (!bins) {
        warnings.push(`result.latency_${direction}.${load}.hdrh is left out: it is no histogram of microseconds.`);
        continue;
      }
      const inNs = bins.map(({ low, high, count }) => ({ low: 1000 * low, high: 1000 * high, count }));
      series.push(...percentilesOfBins(label, 'latency', inNs, true));
      const distribution = distributionOfBins(label, 'latency', inNs);
      if (distribution) distributions.push(distribution);
    }
  }
  if (series.length > 0)
    warnings.push('Latencies were measured at shares of the PDR, not at the loads of a run: they are shown, and laid beside nothing.');
  return { series, distributions, warnings };
}

function averageSeries(label: string, { avg, min, max, unit }: Latency): MeasuredSeries[] {
  if (unit !== 'us') return [];
  const interval = { low: 1000 * Math.min(min, avg), high: 1000 * Math.max(max, avg) };
  return [
    {
      label,
      metric: null,
      quantity: 'latency, mean',
      unit: 'ns',
      axis: null,
      points: single(1000 * avg, interval),
      conversion: 'µs to ns; the interval is the least to the largest',
    },
  ];
}

function loadText(key: string): string {
  const percent = /^pdr_(\d+)$/.exec(key)?.[1];
  if (percent === undefined) return key;
  return percent === '0' ? 'least load' : `${percent} % of PDR`;
}

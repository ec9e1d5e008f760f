/**
 * Flent's data files (`.flent`, `.flent.gz`), file format 3 and 4. Throughput is what netperf counts: payload of TCP. Latency is that of round trips,
 * which the lab does not measure: it is shown and laid beside nothing.
 * Format: flent/resultset.py of github.com/tohojo/flent (FILEFORMAT_VERSION, dump_json), and "Data file format" in its documentation.
 */
import { z } from 'zod';
import { tcpFrameBytes, type IpVersion } from '../../shared/measured/layers.ts';
import { knownUnit } from '../../shared/measured/measured-units.ts';
import type { MeasuredDistribution, MeasuredResult, MeasuredSeries } from '../../shared/measured/schema.ts';
import { checked } from './json-content.ts';
import { wrongAt } from './measured-error.ts';
import { meanOf, thinned, timeline, type Sample } from './series.ts';

const seriesMetaSchema = z.looseObject({ UNITS: z.string().nullish(), TCP_MSS: z.number().nonnegative().nullish() });

const fileSchema = z.looseObject({
  version: z.number(),
  x_values: z.array(z.number()).max(1_000_000),
  results: z.record(z.string(), z.array(z.number().nullable())),
  metadata: z.looseObject({
    NAME: z.string().default(''),
    TITLE: z.string().nullish(),
    TIME: z.string().nullish(),
    T0: z.string().nullish(),
    HOST: z.string().nullish(),
    LENGTH: z.number().nullish(),
    IP_VERSION: z.number().nullish(),
    FLENT_VERSION: z.string().nullish(),
    FAILED_RUNNERS: z.number().nullish(),
    NOTE: z.string().nullish(),
    SERIES_META: z.record(z.string(), seriesMetaSchema).nullish(),
  }),
});
type File = z.output<typeof fileSchema>;

const READ_VERSIONS = [3, 4];

export function looksLikeFlent(value: Readonly<Record<string, unknown>>): boolean {
  return 'x_values' in value && 'results' in value && 'metadata' in value;
}

export function readFlent(value: unknown): MeasuredResult {
  const file = checked(fileSchema, value, 'Flent');
  if (!READ_VERSIONS.includes(file.version))
    throw wrongAt(
      'version',
      `file format ${file.version} of Flent is not known`,
      'Read it with Flent and write it again with version 1.0 or later.',
    );
  const { metadata } = file;
  const warnings: string[] = [];
  if (metadata.FAILED_RUNNERS)
    warnings.push(`${metadata.FAILED_RUNNERS} of the tools that Flent started failed: their series are missing or short.`);
  const parts = Object.entries(file.results).map(([name, values]) => readSeries(file, name, values));
  for (const { warning } of parts) if (warning !== '') warnings.push(warning);
  const distributions = parts.flatMap(({ distribution }) => (distribution ? [distribution] : []));
  if (distributions.length > 0) warnings.push('Latencies of Flent are round trips: they are shown, and laid beside no latency of frames.');
  const measuredAt = Date.parse(metadata.T0 ?? metadata.TIME ?? '');
  return {
    tool: 'flent',
    toolVersion: metadata.FLENT_VERSION ?? '',
    title: [`Flent ${metadata.NAME}`.trim(), metadata.TITLE].filter(Boolean).join(', '),
    measuredAt: Number.isFinite(measuredAt) ? new Date(measuredAt).toISOString() : null,
    conditions: [
      ...(metadata.HOST ? [{ name: 'Host', value: metadata.HOST }] : []),
      ...(metadata.LENGTH ? [{ name: 'Duration', value: `${metadata.LENGTH} s` }] : []),
      ...(metadata.IP_VERSION ? [{ name: 'IP', value: `version ${metadata.IP_VERSION}` }] : []),
      ...(metadata.NOTE ? [{ name: 'Note', value: metadata.NOTE }] : []),
    ],
    series: parts.flatMap(({ series }) => series),
    distributions,
    warnings,
  };
}

interface SeriesParts {
  readonly series: readonly MeasuredSeries[];
  readonly distribution: MeasuredDistribution | null;
  readonly warning: string;
}

function readSeries(file: File, name: string, values: readonly (number | null)[]): SeriesParts {
  const written = unitOf(file, name);
  const known = knownUnit(written);
  if (!known) return { series: [], distribution: null, warning: `The series "${name}" is left out: its unit "${written}" is not known.` };
  const samples: Sample[] = values.flatMap((value, index) => {
    const x = file.x_values[index];
    return value === null || x === undefined ? [] : [{ x, value: value * known.factor }];
  });
  if (samples.length === 0) return { series: [], distribution: null, warning: `The series "${name}" has no values.` };
  const isRate = known.unit === 'bit/s';
  const isTime = known.unit === 'ns';
  const quantity = isRate ? 'bits of payload' : isTime ? 'round trip' : 'value';
  const plain = { label: name, metric: null, unit: known.unit, conversion: '' } as const;
  const mean = meanOf(samples.map(({ value }) => value));
  return {
    series: [
      { ...plain, quantity: `${quantity}, mean over the samples`, axis: null, points: mean },
      ...(isRate ? frameSeries(file, name, mean[0]?.value ?? 0) : []),
      { ...plain, quantity: `${quantity} in time`, axis: { kind: 'time' }, points: timeline(samples) },
    ],
    distribution: isTime && samples.length > 1 ? distributionOf(name, samples) : null,
    warning: '',
  };
}

/** Names of series carry their unit before Flent wrote it: "Ping (ms) ICMP". */
function unitOf({ metadata }: File, name: string): string {
  const own = metadata.SERIES_META?.[name]?.UNITS;
  if (own) return own;
  const inName = /\(([^)]+)\)/.exec(name)?.[1];
  return inName ?? (/upload|download|totals|TCP|UDP/i.test(name) ? 'Mbit/s' : '');
}

/** Averages over several flows stand beside no total; sums take the segments of the flows, where all have the same. */
function frameSeries({ metadata }: File, name: string, bitsPerSecond: number): MeasuredSeries[] {
  if (/\bavg\b/i.test(name)) return [];
  const meta = metadata.SERIES_META ?? {};
  const sizes = new Set(Object.values(meta).flatMap(({ TCP_MSS: size }) => (size ? [size] : [])));
  const own = meta[name]?.TCP_MSS ?? (sizes.size === 1 && /sum|totals/i.test(name) ? [...sizes][0] : undefined);
  if (!own) return [];
  const version: IpVersion = metadata.IP_VERSION === 6 ? 6 : 4;
  const frameBytes = tcpFrameBytes(own, version);
  return [
    {
      label: name,
      metric: 'deliveredBps',
      quantity: 'bits of frames',
      unit: 'bit/s',
      axis: null,
      points: [{ x: null, value: (bitsPerSecond * frameBytes) / own, low: null, high: null, deviation: null }],
      conversion: `full segments of ${own} bytes in IPv${version} frames of ${frameBytes} bytes, with TCP timestamps, without VLAN tag; acknowledgements not counted`,
    },
  ];
}

function distributionOf(label: string, samples: readonly Sample[]): MeasuredDistribution {
  const sorted = samples.map(({ value }) => value).sort((one, other) => one - other);
  const steps = sorted.map((ns, index) => ({ ns, probability: (index + 1) / sorted.length }));
  return { label, quantity: 'round trip', steps: thinned(steps) };
}

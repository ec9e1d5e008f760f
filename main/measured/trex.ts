/**
 * What TRex's `get_stats()` returns, stateless (STL) or stateful (ASTF), written as JSON: `json.dump(client.get_stats(), file)`.
 * Fields: docstrings of STLClient.get_stats and get_pgid_stats in trex_stl_client.py of github.com/cisco-system-traffic-generator/trex-core,
 * "TRex Stateless support" (flow and latency statistics), and m_rx_bw_l7_r of ASTF in src/stt_cp.cpp.
 * Its bits are those of frames with their check sequence, without preamble and gap: 64-byte frames at 581.81 kpps are 297.89 Mbit/s.
 */
import { z } from 'zod';
import type { MeasuredResult, MeasuredSeries } from '../../shared/measured/schema.ts';
import { distributionOfBins, percentilesOfBins, type Bin } from './bins.ts';
import { checked, isObject } from './json-content.ts';
import { MeasuredError } from './measured-error.ts';
import { single } from './series.ts';

const amount = z.number().nonnegative();

const countersSchema = z.looseObject({
  ipackets: amount,
  opackets: amount,
  rx_pps: amount.optional(),
  tx_pps: amount.optional(),
  rx_bps: amount.optional(),
});
type Counters = z.output<typeof countersSchema>;

const latencySchema = z.looseObject({
  latency: z.looseObject({ average: amount.optional(), jitter: amount.optional(), histogram: z.record(z.string(), amount).default({}) }),
  err_cntrs: z.looseObject({ dropped: z.number().optional() }).optional(),
});

const sideSchema = z.looseObject({ m_rx_bw_l7_r: amount.optional(), m_active_flows: amount.optional() });

const fileSchema = z.looseObject({
  total: countersSchema,
  global: z.looseObject({ cpu_util: z.number().optional(), queue_full: z.number().optional() }).default({}),
  latency: z.record(z.string(), z.unknown()).default({}),
  traffic: z.looseObject({ client: sideSchema.optional(), server: sideSchema.optional() }).optional(),
});
type File = z.output<typeof fileSchema>;

export function looksLikeTrex(value: Readonly<Record<string, unknown>>): boolean {
  return isObject(value['total']) && 'opackets' in value['total'] && 'global' in value;
}

export function readTrex(value: unknown): MeasuredResult {
  const file = checked(fileSchema, value, 'TRex get_stats()');
  const { total, global, traffic } = file;
  if (total.opackets === 0) throw new MeasuredError('total.opackets: TRex sent nothing. Take the statistics before they are cleared.');
  const stateful = traffic !== undefined;
  const { series, distributions, warnings } = latencyGroups(file);
  if (total.rx_pps === 0)
    warnings.push(
      'The rates are 0: they are those of the moment, and the traffic had ended. Take get_stats() while it runs; the loss is of all frames.',
    );
  if (global.queue_full) warnings.push(`TRex could not send as asked: its queue was full ${global.queue_full} times.`);
  return {
    tool: 'trex',
    toolVersion: '',
    title: `TRex ${stateful ? 'stateful (ASTF)' : 'stateless (STL)'}`,
    measuredAt: null,
    conditions: [
      { name: 'Frames sent', value: String(total.opackets) },
      { name: 'Frames received', value: String(total.ipackets) },
      ...(global.cpu_util === undefined ? [] : [{ name: 'CPU of TRex', value: `${global.cpu_util} %` }]),
    ],
    series: [...rates(total, stateful), ...(traffic ? goodput(traffic) : []), ...series],
    distributions,
    warnings,
  };
}

function rates({ ipackets, opackets, rx_pps: received, tx_pps: sent, rx_bps: bits }: Counters, stateful: boolean): MeasuredSeries[] {
  const one = { label: 'all ports', axis: null, conversion: '' } as const;
  const series: MeasuredSeries[] = [];
  if (sent) series.push({ ...one, metric: 'offeredPps', quantity: 'frames sent (tx_pps)', unit: 'pps', points: single(sent) });
  if (received)
    series.push({ ...one, metric: 'deliveredPps', quantity: 'frames received (rx_pps)', unit: 'pps', points: single(received) });
  if (bits)
    series.push({ ...one, metric: 'deliveredBps', quantity: 'bits of frames received (rx_bps)', unit: 'bit/s', points: single(bits) });
  // Frames of a stateful exchange are acknowledged and sent again: what is missing is not what was lost.
  if (!stateful)
    series.push({
      ...one,
      metric: 'lossRatio',
      quantity: 'frames not received of those sent',
      unit: 'ratio',
      points: single(Math.max(0, opackets - ipackets) / opackets),
      conversion: '(opackets - ipackets) / opackets',
    });
  return series;
}

function goodput({ client, server }: NonNullable<File['traffic']>): MeasuredSeries[] {
  return (
    [
      ['client', client],
      ['server', server],
    ] as const
  ).flatMap(([label, side]) =>
    side?.m_rx_bw_l7_r
      ? [
          {
            label,
            metric: null,
            quantity: 'bits of payload received',
            unit: 'bit/s',
            axis: null,
            points: single(side.m_rx_bw_l7_r),
            conversion: '',
          },
        ]
      : [],
  );
}

function latencyGroups({ latency }: File): Pick<MeasuredResult, 'series' | 'distributions' | 'warnings'> {
  const found: Pick<MeasuredResult, 'series' | 'distributions' | 'warnings'> = { series: [], distributions: [], warnings: [] };
  for (const [id, group] of Object.entries(latency)) {
    if (id === 'global') continue;
    const parsed = latencySchema.safeParse(group);
    if (!parsed.success) {
      found.warnings.push(`latency.${id} is left out: it is not as STL writes it.`);
      continue;
    }
    const label = `latency stream ${id}`;
    const { histogram, average, jitter } = parsed.data.latency;
    const bins = binsOf(histogram);
    if (bins === null) {
      found.warnings.push(`latency.${id}.latency.histogram is left out: its keys are not whole microseconds.`);
      continue;
    }
    found.series.push(...percentilesOfBins(label, 'latency', bins));
    const distribution = distributionOfBins(label, 'latency', bins);
    if (distribution) found.distributions.push(distribution);
    const one = { label, metric: null, unit: 'ns', axis: null } as const;
    // A low-pass filter over the last windows: not the mean of the run.
    if (average !== undefined)
      found.series.push({
        ...one,
        quantity: 'average of the last windows, low-pass filtered',
        points: single(average * 1000),
        conversion: 'µs to ns',
      });
    if (jitter !== undefined)
      found.series.push({ ...one, quantity: 'jitter (RFC 3550)', points: single(jitter * 1000), conversion: 'µs to ns' });
  }
  return found;
}

/** Bins are a digit and zeros, µs: {100: 13} are 13 frames of 100 to 200 µs. */
function binsOf(histogram: Readonly<Record<string, number>>): Bin[] | null {
  const entries = Object.entries(histogram).map(([key, count]) => ({ low: /^\d{1,12}$/.test(key) ? Number(key) : Number.NaN, count }));
  if (entries.some(({ low }) => Number.isNaN(low))) return null;
  return entries
    .sort((one, other) => one.low - other.low)
    .map(({ low, count }) => ({ low: low * 1000, high: (low + (low < 1 ? 1 : 10 ** Math.floor(Math.log10(low)))) * 1000, count }));
}

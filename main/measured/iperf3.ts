/**
 * iperf3's `--json`, of 3.1 and later. It counts the payload of TCP or UDP (goodput), from which the frames on the wire follow: exactly for
 * datagrams that fit a frame, and for TCP when all segments are full.
 * Fields: src/iperf_api.c of github.com/esnet/iperf (iperf_json_start, iperf_json_finish), iperf_tcp.c and iperf_udp.c.
 */
import { z } from 'zod';
import { tcpFrameBytes, udpFrameBytes, type IpVersion } from '../../shared/measured/layers.ts';
import type { MeasuredResult, MeasuredSeries } from '../../shared/measured/schema.ts';
import { checked } from './json-content.ts';
import { MeasuredError } from './measured-error.ts';
import { meanOf, single, timeline } from './series.ts';

const amount = z.number().nonnegative();

const sumSchema = z.looseObject({
  seconds: amount.optional(),
  bytes: amount.optional(),
  bits_per_second: amount,
  retransmits: amount.optional(),
  jitter_ms: amount.optional(),
  lost_packets: z.number().optional(),
  packets: amount.optional(),
});
type Sum = z.output<typeof sumSchema>;

const intervalSumSchema = z.looseObject({ start: amount, end: amount, bits_per_second: amount, omitted: z.boolean().optional() });
const intervalSchema = z.looseObject({ sum: intervalSumSchema.optional(), sum_bidir_reverse: intervalSumSchema.optional() });

const fileSchema = z.looseObject({
  start: z.looseObject({
    version: z.string().default(''),
    timestamp: z.looseObject({ timesecs: z.number().min(0).max(253_402_300_799) }).optional(),
    connected: z.array(z.looseObject({ remote_host: z.string().optional() })).default([]),
    tcp_mss: amount.optional(),
    tcp_mss_default: amount.optional(),
    test_start: z
      .looseObject({
        protocol: z.string(),
        num_streams: amount.default(1),
        blksize: amount.default(0),
        duration: amount.default(0),
        reverse: amount.default(0),
        target_bitrate: amount.optional(),
      })
      .optional(),
  }),
  intervals: z.array(intervalSchema).default([]),
  end: z.looseObject({
    sum: sumSchema.optional(),
    sum_sent: sumSchema.optional(),
    sum_received: sumSchema.optional(),
    sum_bidir_reverse: sumSchema.optional(),
    sum_sent_bidir_reverse: sumSchema.optional(),
    sum_received_bidir_reverse: sumSchema.optional(),
    cpu_utilization_percent: z.looseObject({ host_total: z.number().optional(), remote_total: z.number().optional() }).optional(),
  }),
  error: z.string().optional(),
});
type File = z.output<typeof fileSchema>;

export function looksLikeIperf3(value: Readonly<Record<string, unknown>>): boolean {
  return 'start' in value && 'end' in value && 'intervals' in value;
}

export function readIperf3(value: unknown): MeasuredResult {
  const file = checked(fileSchema, value, 'iperf3 --json');
  const test = file.start.test_start;
  if (!test)
    throw new MeasuredError(`iperf3 measured nothing${file.error === undefined ? '' : `: "${file.error}"`}. Mend that, and measure again.`);
  const framing = framingOf(file);
  const forward = test.reverse ? 'to the client' : 'to the server';
  const backward = test.reverse ? 'to the server' : 'to the client';
  const { end } = file;
  const warnings = file.error === undefined ? [] : [`iperf3 ended with an error: "${file.error}". What it measured before is shown.`];
  const series = [
    ...directionSeries(forward, end.sum_sent, receivedOf(end.sum_received, end.sum), framing),
    ...directionSeries(backward, end.sum_sent_bidir_reverse, receivedOf(end.sum_received_bidir_reverse, end.sum_bidir_reverse), framing),
    ...bothDirections(file, framing),
    ...intervalSeries(file, forward, backward),
  ];
  if (series.length === 0)
    throw new MeasuredError(`iperf3 measured nothing${file.error === undefined ? '' : `: "${file.error}"`}. Measure again.`);
  if (framing.note !== '') warnings.push(framing.note);
  return {
    tool: 'iperf3',
    toolVersion: file.start.version.replace(/^iperf /, ''),
    title: `iperf3 ${test.protocol}${test.num_streams > 1 ? `, ${test.num_streams} streams` : ''}`,
    measuredAt: file.start.timestamp ? new Date(file.start.timestamp.timesecs * 1000).toISOString() : null,
    conditions: [
      { name: 'Protocol', value: test.protocol },
      { name: 'Streams', value: String(test.num_streams) },
      { name: 'Direction', value: end.sum_received_bidir_reverse || end.sum_bidir_reverse ? 'both' : forward },
      { name: 'Block', value: `${test.blksize} bytes` },
      { name: 'Duration', value: `${test.duration} s` },
      ...(test.target_bitrate ? [{ name: 'Target of a stream', value: `${test.target_bitrate} bit/s` }] : []),
      ...cpuConditions(end),
    ],
    series,
    distributions: [],
    warnings,
  };
}

/** How payload becomes frames; `frameBytes` null: it cannot be told. */
interface Framing {
  readonly protocol: 'TCP' | 'UDP' | 'other';
  readonly payloadBytes: number;
  readonly frameBytes: number | null;
  readonly conversion: string;
  readonly note: string;
}

function framingOf({ start }: File): Framing {
  const version: IpVersion = start.connected.some(({ remote_host }) => remote_host?.includes(':')) ? 6 : 4;
  const { protocol, blksize } = start.test_start ?? { protocol: '', blksize: 0 };
  if (protocol === 'UDP') {
    const frameBytes = blksize > 0 ? udpFrameBytes(blksize, version) : null;
    return {
      protocol,
      payloadBytes: blksize,
      frameBytes,
      conversion: `datagrams of ${blksize} bytes in IPv${version} frames of ${frameBytes} bytes without VLAN tag`,
      note:
        frameBytes === null
          ? `Datagrams of ${blksize} bytes need several frames each: only the payload is shown. Measure with --length 1400.`
          : '',
    };
  }
  const segmentBytes = start.tcp_mss ?? start.tcp_mss_default ?? 0;
  if (protocol !== 'TCP' || segmentBytes === 0)
    return {
      protocol: protocol === 'TCP' ? 'TCP' : 'other',
      payloadBytes: 0,
      frameBytes: null,
      conversion: '',
      note: 'The file does not say the size of segments: only the payload is shown.',
    };
  const frameBytes = tcpFrameBytes(segmentBytes, version);
  return {
    protocol,
    payloadBytes: segmentBytes,
    frameBytes,
    conversion: `full segments of ${segmentBytes} bytes in IPv${version} frames of ${frameBytes} bytes, with TCP timestamps, without VLAN tag; acknowledgements not counted`,
    note:
      segmentBytes > 9000
        ? `Segments of ${segmentBytes} bytes are those of the loopback device or of no Ethernet: the bits of frames are those they would have on a wire that takes them.`
        : '',
  };
}

/** What the receiver got. Versions before 3.8 give only one sum of UDP, whose bits are those sent. */
function receivedOf(received: Sum | undefined, both: Sum | undefined): Sum | undefined {
  if (received || !both) return received;
  const { packets = 0, lost_packets: lost = 0 } = both;
  return packets > 0 ? { ...both, bits_per_second: both.bits_per_second * Math.max(0, 1 - lost / packets) } : both;
}

function directionSeries(label: string, sent: Sum | undefined, received: Sum | undefined, framing: Framing): MeasuredSeries[] {
  if (!received) return [];
  const series: MeasuredSeries[] = [payload(label, received.bits_per_second)];
  const { frameBytes, payloadBytes, conversion } = framing;
  const one = { label, axis: null, conversion } as const;
  if (frameBytes !== null)
    series.push({
      ...one,
      metric: 'deliveredBps',
      quantity: 'bits of frames',
      unit: 'bit/s',
      points: single((received.bits_per_second * frameBytes) / payloadBytes),
    });
  if (framing.protocol === 'UDP') series.push(...datagramSeries(label, sent, received, framing));
  if (sent?.retransmits !== undefined)
    series.push({ ...one, metric: null, quantity: 'retransmitted segments', unit: '', points: single(sent.retransmits), conversion: '' });
  return series;
}

function datagramSeries(
  label: string,
  sent: Sum | undefined,
  received: Sum,
  { frameBytes, payloadBytes, conversion }: Framing,
): MeasuredSeries[] {
  const { packets, lost_packets: lost, seconds, jitter_ms: jitter } = received;
  const series: MeasuredSeries[] = [];
  const one = { label, axis: null } as const;
  if (packets !== undefined && packets > 0 && lost !== undefined)
    series.push({
      ...one,
      metric: 'lossRatio',
      quantity: 'lost of the datagrams sent',
      unit: 'ratio',
      points: single(Math.max(0, lost) / packets),
      conversion: 'lost_packets / packets',
    });
  if (frameBytes !== null && payloadBytes > 0) {
    series.push({
      ...one,
      metric: 'deliveredPps',
      quantity: 'frames received',
      unit: 'pps',
      points: single(received.bits_per_second / (8 * payloadBytes)),
      conversion,
    });
    const time = sent?.seconds ?? seconds;
    if (packets !== undefined && time)
      series.push({ ...one, metric: 'offeredPps', quantity: 'frames sent', unit: 'pps', points: single(packets / time), conversion });
  }
  if (jitter !== undefined)
    series.push({ ...one, metric: null, quantity: 'jitter (RFC 3550)', unit: 'ns', points: single(jitter * 1e6), conversion: '' });
  return series;
}

/** What a run simulates in all is both directions. */
function bothDirections({ end }: File, { frameBytes, payloadBytes, conversion }: Framing): MeasuredSeries[] {
  const one = receivedOf(end.sum_received, end.sum);
  const other = receivedOf(end.sum_received_bidir_reverse, end.sum_bidir_reverse);
  if (!one || !other) return [];
  const sum = one.bits_per_second + other.bits_per_second;
  return [
    payload('both directions', sum),
    ...(frameBytes === null
      ? []
      : [
          {
            label: 'both directions',
            metric: 'deliveredBps' as const,
            quantity: 'bits of frames',
            unit: 'bit/s',
            axis: null,
            points: single((sum * frameBytes) / payloadBytes),
            conversion,
          },
        ]),
  ];
}

function payload(label: string, bitsPerSecond: number): MeasuredSeries {
  return {
    label,
    metric: null,
    quantity: 'bits of payload received',
    unit: 'bit/s',
    axis: null,
    points: single(bitsPerSecond),
    conversion: '',
  };
}

/** Of `--interval`, without the omitted start. */
function intervalSeries({ intervals }: File, forward: string, backward: string): MeasuredSeries[] {
  return (
    [
      ['sum', forward],
      ['sum_bidir_reverse', backward],
    ] as const
  ).flatMap(([key, label]) => {
    const sums = intervals.flatMap((one) => (one[key] && one[key].omitted !== true ? [one[key]] : []));
    if (sums.length < 2) return [];
    const samples = sums.map(({ start, end, bits_per_second: value }) => ({ x: (start + end) / 2, value }));
    const over = { label, metric: null, quantity: 'bits of payload in each interval', unit: 'bit/s', conversion: '' } as const;
    return [
      { ...over, axis: { kind: 'time' as const }, points: timeline(samples) },
      { ...over, quantity: 'bits of payload, mean over intervals', axis: null, points: meanOf(samples.map(({ value }) => value)) },
    ];
  });
}

function cpuConditions({ cpu_utilization_percent: cpu }: File['end']): MeasuredResult['conditions'] {
  if (!cpu) return [];
  return (
    [
      ['CPU of this side', cpu.host_total],
      ['CPU of the other side', cpu.remote_total],
    ] as const
  ).flatMap(([name, percent]) => (percent === undefined ? [] : [{ name, value: `${percent.toFixed(1)} % of a core` }]));
}

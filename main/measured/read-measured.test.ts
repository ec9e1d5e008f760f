import { readFileSync, truncateSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { columnName, columnParts } from '../../shared/measured/columns.ts';
import { measuredResultSchema, type MeasuredResult, type MeasuredSeries } from '../../shared/measured/schema.ts';
import { isOfEmulatedCpu } from '../../shared/measured/emulated-cpu.ts';
import { columnsOfMeasured, parseMeasured, readMeasured } from './read-measured.ts';

/**
 * Files of iperf3 3.12 and Flent 2.1.1 as those tools wrote them, on the loopback device. Those of TRex and CSIT are written after the documents that their
 * readers name, with histograms by HdrHistogram's own encoder: the tools need hardware. That of `lab measure` is of guests of QEMU 7.2 on a translated CPU.
 */
function golden(name: string): string {
  return fileURLToPath(new URL(`golden/${name}`, import.meta.url));
}

function read(name: string): MeasuredResult {
  const reply = readMeasured(golden(name));
  if (!reply.ok) throw new Error(reply.message);
  expect(measuredResultSchema.parse(reply.value)).toEqual(reply.value);
  return reply.value;
}

function find({ series }: MeasuredResult, label: string, what: string): MeasuredSeries {
  const found = series.find((one) => one.label === label && (one.metric === what || one.quantity === what));
  if (!found)
    throw new Error(`no ${what} of ${label} among ${series.map((one) => `${one.label}: ${one.metric ?? one.quantity}`).join('; ')}`);
  return found;
}

const valueOf = (result: MeasuredResult, label: string, what: string): number | undefined => find(result, label, what).points[0]?.value;

function problemOf(content: string | Uint8Array, mapping = {}): string {
  const reply = parseMeasured(typeof content === 'string' ? Buffer.from(content) : content, 'file', mapping);
  if (reply.ok) throw new Error('A problem was expected.');
  expect(reply.code).toBe('bad-input');
  return reply.message;
}

describe('iperf3', () => {
  it('counts datagrams, from which the frames on the wire follow exactly', () => {
    const result = read('iperf3-udp.json');
    expect(result).toMatchObject({ tool: 'iperf3', toolVersion: '3.12', measuredAt: '2026-11-25T22:08:38.000Z', warnings: [] });
    // 1200 bytes of payload, UDP 8, IP 20, Ethernet 18.
    expect(valueOf(result, 'to the server', 'deliveredBps')).toBeCloseTo((49955810.782169156 * 1246) / 1200, 3);
    expect(valueOf(result, 'to the server', 'deliveredPps')).toBeCloseTo(49955810.782169156 / 9600, 6);
    expect(valueOf(result, 'to the server', 'offeredPps')).toBeCloseTo(5205 / 1.000101, 6);
    expect(valueOf(result, 'to the server', 'lossRatio')).toBe(0);
  });

  it('tells the directions apart, and their sum', () => {
    expect(valueOf(read('iperf3-tcp-reverse.json'), 'to the client', 'bits of payload received')).toBeCloseTo(500109238.563656, 4);
    const both = read('iperf3-tcp-bidir.json');
    const [one = 0, other = 0] = ['to the server', 'to the client'].map((label) => valueOf(both, label, 'deliveredBps'));
    expect(valueOf(both, 'both directions', 'deliveredBps')).toBeCloseTo(one + other, 3);
  });

  it('has values in time, and says of which segments the frames are', () => {
    const result = read('iperf3-tcp-parallel.json');
    expect(result.title).toBe('iperf3 TCP, 2 streams');
    const intervals = find(result, 'to the server', 'bits of payload in each interval');
    expect(intervals.axis).toEqual({ kind: 'time' });
    expect(intervals.points.map(({ x }) => x)).toEqual([expect.closeTo(0.25, 2), expect.closeTo(0.75, 2)]);
    expect(find(result, 'to the server', 'deliveredBps').conversion).toContain(
      'full segments of 32768 bytes in IPv4 frames of 32838 bytes',
    );
    expect(result.warnings).toEqual([expect.stringContaining('loopback')]);
  });

  it('hands on its own error', () => {
    expect(readMeasured(golden('iperf3-refused.json'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('"unable to connect to server: Connection refused"'),
    });
    const file = JSON.parse(readFileSync(golden('iperf3-udp.json'), 'utf8')) as object;
    const reply = parseMeasured(Buffer.from(JSON.stringify({ ...file, error: 'interrupt - the client has terminated' })), 'file');
    expect(reply).toMatchObject({ ok: true, value: { warnings: [expect.stringContaining('the client has terminated')] } });
  });

  it('takes what was lost off the one sum of earlier versions, which is of what was sent', () => {
    const file = JSON.parse(readFileSync(golden('iperf3-udp.json'), 'utf8')) as { start: object; end: { sum: object } };
    const old = {
      start: file.start,
      intervals: [],
      end: { sum: { ...file.end.sum, bits_per_second: 1e6, packets: 1000, lost_packets: 250 } },
    };
    const reply = parseMeasured(Buffer.from(JSON.stringify(old)), 'file');
    if (!reply.ok) throw new Error(reply.message);
    expect(valueOf(reply.value, 'to the server', 'bits of payload received')).toBe(750_000);
    expect(valueOf(reply.value, 'to the server', 'lossRatio')).toBe(0.25);
  });
});

describe('Flent', () => {
  it('gives payload in bit/s, round trips in ns, and their distribution', () => {
    const result = read('flent-tcp-download.flent.gz');
    expect(result).toMatchObject({ tool: 'flent', toolVersion: '2.1.1', title: 'Flent tcp_download, loopback' });
    const download = find(result, 'TCP download', 'bits of payload, mean over the samples');
    expect(download.unit).toBe('bit/s');
    expect(find(result, 'TCP download', 'deliveredBps').points[0]?.value).toBeCloseTo(
      ((download.points[0]?.value ?? 0) * 32838) / 32768,
      0,
    );
    expect(find(result, 'Ping (ms) ICMP', 'round trip, mean over the samples')).toMatchObject({ metric: null, unit: 'ns' });
    const steps = result.distributions[0]?.steps ?? [];
    expect(steps.at(-1)?.probability).toBe(1);
    expect(steps).toEqual(steps.toSorted((one, other) => one.ns - other.ns));
  });

  it('keeps every series of a test of many', () => {
    const labels = new Set(read('flent-rrul.flent.gz').series.map(({ label }) => label));
    expect(labels.size).toBe(18);
    expect(read('flent-rrul.flent.gz').series.filter(({ label, metric }) => label.endsWith('avg') && metric !== null)).toEqual([]);
  });

  it('refuses a format that it does not know', () => {
    expect(problemOf('{"version": 9, "x_values": [], "results": {}, "metadata": {}}')).toBe(
      '"file" cannot be read: version: file format 9 of Flent is not known. Read it with Flent and write it again with version 1.0 or later.',
    );
  });
});

describe('TRex', () => {
  it('gives rates, loss over all frames, and latencies by the bins that it counts in', () => {
    const result = read('trex-stl.json');
    expect(valueOf(result, 'all ports', 'deliveredPps')).toBe(999_000);
    expect(valueOf(result, 'all ports', 'deliveredBps')).toBe(999_000 * 512);
    expect(valueOf(result, 'all ports', 'lossRatio')).toBeCloseTo(0.001, 12);
    expect(find(result, 'latency stream 7', 'latencyP50Ns').points[0]).toMatchObject({ value: 15_000, low: 10_000, high: 20_000 });
    expect(find(result, 'latency stream 7', 'latencyP999Ns').points[0]).toMatchObject({ low: 100_000, high: 200_000 });
    expect(result.distributions[0]?.steps).toEqual([
      { ns: 20_000, probability: 0.9 },
      { ns: 30_000, probability: 0.99 },
      { ns: 200_000, probability: 0.999 },
      { ns: 3_000_000, probability: 1 },
    ]);
  });

  it('gives payload of stateful traffic, and no loss: what is lost there is sent again', () => {
    const result = read('trex-astf.json');
    expect(valueOf(result, 'client', 'bits of payload received')).toBe(64_000_000);
    expect(result.series.some(({ metric }) => metric === 'lossRatio')).toBe(false);
    expect(result.warnings).toContain('latency.0 is left out: it is not as STL writes it.');
  });
});

describe('CSIT', () => {
  it('gives NDR and PDR with the bounds of their search', () => {
    const result = read('csit-ndrpdr.info.json');
    expect(find(result, 'NDR', 'deliveredPps').points[0]).toMatchObject({ value: 18_200_000, low: 18_200_000, high: 18_260_000 });
    expect(valueOf(result, 'PDR', 'deliveredPps')).toBe(20_100_000);
    expect(result.measuredAt).toBe('2026-03-04T05:06:06.050Z');
  });

  it('unpacks latencies of each load, which belong to no point of a run', () => {
    const result = read('csit-ndrpdr.info.json');
    expect(find(result, 'forward, 90 % of PDR', 'latency, 50 %')).toMatchObject({ metric: null, points: [{ low: 20_000, high: 21_000 }] });
    expect(result.distributions.map(({ label }) => label)).toEqual([
      'forward, least load',
      'forward, 10 % of PDR',
      'forward, 50 % of PDR',
      'forward, 90 % of PDR',
    ]);
    expect(result.distributions[3]?.steps.map(({ probability }) => probability)).toEqual([0.5, 0.9, 0.99, 0.999, 1]);
  });

  it('gives the mean of the trials of MRR', () => {
    expect(find(read('csit-mrr.info.json'), 'MRR', 'deliveredPps').points[0]).toMatchObject({ value: 21_000_000, deviation: 100_000 });
  });

  it('hands on why a test failed', () => {
    expect(readMeasured(golden('csit-failed.info.json'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('no link on 10ge2p1x710'),
    });
  });
});

describe('CSV', () => {
  it('takes columns by their names, with units, decimal commas, quotes and a byte order mark', () => {
    const result = read('table-semicolon.csv');
    expect(find(result, 'sriov', 'deliveredPps')).toMatchObject({
      axis: { kind: 'setting', path: 'flows.0.traffic.load' },
      points: [
        { x: 0.5, value: 500_250, low: 498_000, high: 502_000 },
        { x: 1, value: 800_000, low: 790_000, high: 810_000 },
      ],
    });
    expect(find(result, 'sriov', 'latencyP99Ns').points.map(({ value }) => value)).toEqual([12_500, 40_000]);
    expect(find(result, 'vhost', 'deliveredPps').points).toHaveLength(1);
    expect(result.warnings).toEqual(['Columns that were left out: Operator.']);
  });

  it('takes other names by a mapping, and the mean of several lines without a setting', () => {
    const reply = parseMeasured(Buffer.from('Throughput,trial\n9.5,1\n10.5,2\n'), 'file', { Throughput: 'deliveredBps [Gbit/s]' });
    expect(reply).toMatchObject({ ok: true, value: { series: [{ metric: 'deliveredBps', points: [{ value: 1e10, x: null }] }] } });
  });

  it.each([
    ['deliveredPps\n"1,000"\n', 'line 2, column 1: "1,000" is not a number'],
    ['deliveredPps [ms]\n1\n', '"ms" is no unit of deliveredPps, whose unit is pps'],
    ['a,b\n1,2\n', 'no column is named after a metric (a, b)'],
    ['deliveredPps,deliveredPps low,deliveredPps high\n1,2,1\n', 'line 2: the interval of deliveredPps ends below'],
    ['deliveredPps\n"1\n', 'line 2: a quote is opened and not closed'],
    ['deliveredPps\n', 'a table needs a line of names and lines of values'],
  ])('says what is wrong and where: %j', (text, message) => {
    expect(problemOf(text)).toContain(message);
  });

  it('names the columns that there are when a mapped one is not', () => {
    expect(problemOf('a,b\n1,2\n', { c: 'deliveredPps' })).toContain('there is no column "c". The columns are: a, b.');
  });
});

describe('the columns of a table', () => {
  const columnsOf = (text: string) => columnsOfMeasured(Buffer.from(text), 'table.csv');

  it('are told with what their names say, and with the first value that there is', () => {
    expect(
      columnsOf('technique,Mpps,deliveredPps low [kpps],flows.0.traffic.load,lossRatio [Gbit/s]\nsriov,,1,20,3\nvirtio,0.9,2,40,4\n'),
    ).toEqual({
      ok: true,
      value: [
        { name: 'technique', example: 'sriov', meaning: { role: 'label' } },
        { name: 'Mpps', example: '0.9', meaning: { role: 'left-out' } },
        { name: 'deliveredPps low [kpps]', example: '1', meaning: { role: 'metric', metric: 'deliveredPps', part: 'low', unit: 'kpps' } },
        { name: 'flows.0.traffic.load', example: '20', meaning: { role: 'setting', path: 'flows.0.traffic.load' } },
        { name: 'lossRatio [Gbit/s]', example: '3', meaning: { role: 'left-out' } },
      ],
    });
  });

  it('are not asked for of what a tool wrote', () => {
    expect(columnsOf('{"start": {}}')).toEqual({ ok: true, value: null });
    expect(columnsOf('one,two\n')).toMatchObject({ ok: false, code: 'bad-input' });
  });

  it.each(columnParts)('are read back from what they would be called: %s', (part) => {
    const meaning = { role: 'metric', metric: 'latencyP99Ns', part, unit: 'µs' } as const;
    const described = columnsOf(`${columnName(meaning)}\n1\n`);
    expect(described).toMatchObject({ ok: true, value: [{ meaning }] });
  });

  it('may be called as what every object has, and be left out though their names say something', () => {
    const reply = parseMeasured(Buffer.from('constructor,deliveredPps,offeredPps\n1,2,3\n'), 'file', { offeredPps: '' });
    expect(reply).toMatchObject({
      ok: true,
      value: { series: [{ metric: 'deliveredPps' }], warnings: ['Columns that were left out: constructor, offeredPps.'] },
    });
  });
});

describe('lab measure', () => {
  it('has what was measured at the guests, under the names of techniques, with the distributions of the round trips', () => {
    const result = read('testbed-qemu.json.gz');
    expect(isOfEmulatedCpu(result)).toBe(true);
    expect(valueOf(result, 'emulated', 'latencyP50Ns')).toBe(148_426.5);
    const taken = result.series.filter(({ metric }) => metric === 'deliveredPps');
    expect(taken.map(({ label, axis, points }) => [label, axis, points[0]?.x])).toEqual([
      ['emulated', { kind: 'load' }, 40_000],
      ['virtio', { kind: 'load' }, 40_000],
    ]);
    expect(result.distributions.map(({ label, steps }) => [label, steps.length])).toEqual([
      ['emulated', 1000],
      ['virtio', 1000],
    ]);
  });
});

describe('a file of lab measure', () => {
  it('is refused where an interval ends below where it begins', () => {
    const file = JSON.parse(gunzipSync(readFileSync(golden('testbed-qemu.json.gz'))).toString('utf8')) as {
      readonly result: { readonly series: readonly { readonly points: { low: number | null; high: number | null }[] }[] };
    };
    const point = file.result.series.flatMap(({ points }) => points).find(({ low }) => low !== null);
    if (!point) throw new Error('no interval');
    [point.low, point.high] = [2, 1];
    expect(problemOf(JSON.stringify(file))).toMatch(/result\.series\.\d+\.points\.\d+\.high.*The interval ends below where it begins/);
  });
});

describe('a file of measurements', () => {
  it('is refused with the place when it is cut off', () => {
    const text = readFileSync(golden('iperf3-udp.json'), 'utf8');
    expect(problemOf(text.slice(0, 1000))).toMatch(/this is not JSON, or it is cut off/);
    const packed = readFileSync(golden('flent-rrul.flent.gz'));
    expect(problemOf(packed.subarray(0, 5000))).toContain('its compression (gzip) is damaged or cut off');
  });

  it('is refused with the path of what does not fit', () => {
    const file = JSON.parse(readFileSync(golden('iperf3-udp.json'), 'utf8')) as { end: { sum_received: { bits_per_second: unknown } } };
    file.end.sum_received.bits_per_second = 'fast';
    expect(problemOf(JSON.stringify(file))).toContain('end.sum_received.bits_per_second: not as iperf3 --json writes it');
  });

  it('is refused when its numbers cannot be computed with', () => {
    const file = JSON.parse(gunzipSync(readFileSync(golden('flent-tcp-download.flent.gz'))).toString('utf8')) as {
      results: Record<string, (number | null)[]>;
    };
    const [values] = Object.values(file.results);
    values?.fill(Number.MAX_VALUE);
    expect(problemOf(JSON.stringify(file))).toMatch(
      /beyond what can be computed with \(series\.0\..* comes out as no number\)\. Look at it/,
    );
  });

  it('is refused when it is too large, packed or not, without being read whole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iovlab-measured-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const sparse = join(folder, 'sparse.json');
    writeFileSync(sparse, '{');
    truncateSync(sparse, 5 * 1024 ** 3);
    expect(readMeasured(sparse)).toMatchObject({ ok: false, message: expect.stringContaining('at most 33554432 are read') });
    expect(problemOf(gzipSync(Buffer.alloc(65 * 1024 * 1024)))).toContain('more than 67108864 bytes');
  });

  it('is refused in words when it is none', () => {
    expect(readMeasured('/nowhere/at-all.json')).toMatchObject({ ok: false, code: 'not-found' });
    expect(readMeasured(tmpdir())).toMatchObject({ ok: false, code: 'bad-input' });
    expect(problemOf('')).toContain('it is empty');
    expect(problemOf('{"a": 1}')).toContain('of none of the tools that are known');
    expect(problemOf(Uint8Array.of(0xff, 0xfe, 0))).toContain('it is not text');
  });
});

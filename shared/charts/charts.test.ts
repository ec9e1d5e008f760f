/** The options that the builders make: values, units, order. Each is also drawn by ECharts, so that no option is one it cannot draw. */
import * as echarts from 'echarts';
import type { EChartsOption } from 'echarts';
import { describe, expect, it } from 'vitest';
import { cyclesChart } from './cycles-chart.ts';
import type { Chart } from './chart.ts';
import { darkLook, lightLook } from './chart-look.ts';
import { dropsChart } from './drops-chart.ts';
import { fairnessChart } from './fairness-chart.ts';
import { latencyCdfChart } from './latency-cdf-chart.ts';
import { latencyPercentileChart } from './latency-percentile-chart.ts';
import { lossChart } from './loss-chart.ts';
import { point, refusedPoint, scenario } from './points.fixture.ts';
import { scalingChart } from './scaling-chart.ts';
import { stagesChart } from './stages-chart.ts';
import { throughputChart } from './throughput-chart.ts';
import { utilizationChart } from './utilization-chart.ts';
import { movingAverage, welchChart } from './welch-chart.ts';

const context = { scenario: scenario(), lineRateGbps: 10 };
const swept = [
  point('sriov', { load: 95, ci95: 5000 }),
  point('sriov', { load: 20, means: { deliveredPps: 160_000, offeredPps: 160_000 } }),
  point('emulated', { load: 20, means: { deliveredPps: 150_000, offeredPps: 160_000 } }),
  point('emulated', { load: 95, overloaded: true, means: { deliveredPps: 300_000, lossRatio: 0.6 } }),
  refusedPoint('vhost-net', 'The host has no network core.', 20),
  refusedPoint('vhost-net', 'The host has no network core.', 95),
];
const fixed = [point('sriov'), point('emulated', { overloaded: true })];

interface DrawnSeries {
  readonly type: string;
  readonly name: string;
  readonly z?: number;
  readonly data: readonly { readonly value: readonly number[] | number; readonly itemStyle?: { readonly color?: string } }[];
}
const seriesOf = ({ option }: Chart): readonly DrawnSeries[] => option.series as unknown as readonly DrawnSeries[];
const namesOf = (chart: Chart, type: string): string[] =>
  seriesOf(chart)
    .filter((series) => series.type === type)
    .map(({ name }) => name);

function draw(option: EChartsOption, heightPx: number): string {
  const canvas = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height: heightPx });
  canvas.setOption(option);
  const svg = canvas.renderToSVGString();
  canvas.dispose();
  return svg;
}

describe('throughput', () => {
  const chart = throughputChart(swept, lightLook, context);

  it('is a line for each technique in the order of the scenario, along ascending settings', () => {
    expect(namesOf(chart, 'line')).toEqual(['emulated', 'sriov', 'Offered', 'Limit of the wire']);
    expect(seriesOf(chart)[1]?.data.map(({ value }) => value)).toEqual([
      [20, 160_000],
      [95, 800_000],
    ]);
  });

  it('names its axes with their units', () => {
    expect(chart.option.xAxis).toMatchObject({ name: 'Offered load, % of line rate' });
    expect(chart.option.yAxis).toMatchObject({ name: 'Delivered, frames per second (pps)' });
  });

  it('hollows the marks of overloaded points', () => {
    expect(seriesOf(chart)[0]?.data[1]?.itemStyle).toMatchObject({ color: lightLook.surface, borderWidth: 2 });
    expect(chart.notes[0]).toMatch(/overloaded/);
  });

  it('names what was refused, once', () => {
    expect(chart.notes.filter((note) => note.includes('vhost-net'))).toEqual(['vhost-net is left out: The host has no network core.']);
  });

  it('tells the values in words and as a table', () => {
    expect(chart.summary).toBe(
      'Delivered throughput against Offered load, % of line rate. At 95 % of line rate: emulated 300 kpps (overloaded); sriov 800 kpps.',
    );
    expect(chart.table.rows.at(-1)).toEqual(['sriov', '95', '800 kpps', '± 5 kpps', 'carried']);
  });

  it('is bars with figures where nothing is swept', () => {
    const bars = throughputChart(fixed, lightLook, context);
    expect(namesOf(bars, 'bar')).toEqual(['Delivered throughput']);
    expect(bars.option.yAxis).toMatchObject({ data: ['emulated (overloaded)', 'sriov'], inverse: true });
  });

  it('draws in bits what it is asked for in bits', () => {
    const bits = throughputChart(fixed, lightLook, { ...context, measure: 'bits' });
    expect(bits.table.rows[1]).toEqual(['sriov', '9.7 Gbit/s', '± 0 bit/s', 'carried']);
  });

  it('makes a series of each remaining setting', () => {
    const twice = [64, 1518].flatMap((frameBytes) =>
      [20, 95].map((load) => point('sriov', { settings: { 'flows.0.traffic.load': load, 'flows.0.traffic.size.frameBytes': frameBytes } })),
    );
    expect(namesOf(throughputChart(twice, lightLook, { scenario: context.scenario }), 'line')).toEqual([
      'sriov, Frame size 64 bytes',
      'sriov, Frame size 1,518 bytes',
      'Offered',
    ]);
  });
});

it('shows intervals only where there are some', () => {
  const intervals = seriesOf(throughputChart(swept, lightLook, context)).filter(({ type }) => type === 'custom');
  expect(intervals.map(({ data }) => data.length)).toEqual([0, 1]);
  expect(intervals[1]?.data[0]).toEqual([95, 795_000, 805_000]);
});

it('shows intervals that hold the uncertainty of the costs, and says so', () => {
  const drawn = swept.map((point) => {
    const { mean = 0, ci95 = null, unit = '' } = point.metrics['deliveredPps'] ?? {};
    const uncertainty = { low: 0.5 * mean, high: 1.5 * mean, draws: 39, probability: 0.95 };
    return { ...point, metrics: { ...point.metrics, deliveredPps: { mean, ci95, unit, uncertainty } } };
  });
  const chart = throughputChart(drawn, lightLook, context);
  const intervals = seriesOf(chart).filter(({ type, z }) => type === 'custom' && z === 4);
  expect(intervals.flatMap(({ data }) => data)).toHaveLength(swept.filter(({ refusal }) => refusal === null).length);
  expect(chart.notes[0]).toMatch(/Dotted bars: with the uncertainty of the costs, 95 % over 39 draws/);
  expect(chart.table.columns).toContain('With costs');
});

it('has latency on a log axis with times as labels', () => {
  const chart = latencyPercentileChart(swept, lightLook, { ...context, measure: 'p50' });
  expect(chart.option.yAxis).toMatchObject({ type: 'log', name: 'Median of latency' });
  expect(latencyCdfChart(fixed, lightLook, context).option.xAxis).toMatchObject({ type: 'log', min: 20_000, max: 200_000 });
});

it('spans median to 99.9th percentile where nothing is swept', () => {
  const chart = latencyPercentileChart(fixed, lightLook, context);
  expect(namesOf(chart, 'scatter')).toEqual(['Median', '99th percentile', '99.9th percentile']);
  expect(chart.table.rows[0]).toEqual(['emulated (overloaded)', '60 µs', '50 µs', '90 µs', '99 µs']);
});

describe('figures that are not to be trusted alike', () => {
  const few = point('sriov', { ci95: 500 });
  const metrics = { ...few.metrics, latencyP999Ns: { mean: 99_000, ci95: 5000, unit: 'ns', tooFewSamples: true as const } };
  const marked = { ...few, metrics };

  it('have hollow marks, a note and words in the table where a percentile has too few samples', () => {
    const chart = latencyPercentileChart([marked], lightLook, context);
    const marks = seriesOf(chart).filter(({ type }) => type === 'scatter');
    expect(marks.map(({ data }) => data[0]?.itemStyle?.color === lightLook.surface)).toEqual([false, false, true]);
    expect(chart.notes[0]).toMatch(/^Hollow marks: too few samples/);
    expect(chart.table.rows[0]?.at(-1)).toBe('99 µs (too few samples)');
    expect(latencyPercentileChart([few], lightLook, context).notes).toEqual([]);
    expect(latencyCdfChart([marked], lightLook, context).notes[0]).toMatch(/^Of sriov, some percentiles have too few samples/);
  });

  it('are said along a sweep too', () => {
    const along = [20, 95].map((load) => ({ ...marked, settings: { 'flows.0.traffic.load': load } }));
    const chart = latencyPercentileChart(along, lightLook, { ...context, measure: 'p999' });
    expect(chart.table.rows[0]?.at(-1)).toBe('carried, too few samples');
    expect(chart.notes[0]).toMatch(/^Faint marks/);
    expect(latencyPercentileChart(along, lightLook, { ...context, measure: 'p50' }).notes).toEqual([]);
  });

  it('have error bars at every percentile', () => {
    const chart = latencyPercentileChart([marked], lightLook, context);
    const bars = seriesOf(chart).filter(({ type, name }) => type === 'custom' && name !== undefined);
    expect(bars.map(({ data }) => data[0])).toEqual([
      [0, 49_500, 50_500],
      [0, 89_500, 90_500],
      [0, 94_000, 104_000],
    ]);
  });

  it('say in every chart that they are of an overloaded system', () => {
    for (const chart of allCharts([point('emulated', { overloaded: true, vms: [[1, 1]] }), point('sriov', { vms: [[1, 1]] })])) {
      const words = JSON.stringify(chart.table.rows);
      if (chart.nothing === '') expect(words, chart.title).toContain('overloaded');
    }
  });
});

it('draws the distribution with its band where there is one', () => {
  const latencyCdf = [
    { ns: 20_000, probability: 0.1, low: 0.05, high: 0.15 },
    { ns: 50_000, probability: 1, low: 1, high: 1 },
  ];
  const chart = latencyCdfChart([point('sriov', { latencyCdf }), point('emulated')], lightLook, context);
  const bands = seriesOf(chart).filter(({ type }) => type === 'custom');
  expect(bands.map(({ name, data }) => [name, data])).toEqual([['sriov', [[20_000, 0.05, 0.15], [50_000, 1, 1]]]]); // prettier-ignore
  expect(chart.notes[0]).toBe('Bands: 95 %, at each latency by itself, Student’s t over the replications.');
  expect(draw(chart.option, chart.heightPx)).toContain('fill-opacity="0.18"');
});

it('picks the packet of a place on a line of the distribution, and none on a band', () => {
  const latencyCdf = [
    { ns: 20_000, probability: 0.1, low: 0.05, high: 0.15 },
    { ns: 50_000, probability: 1, low: 1, high: 1 },
  ];
  const sriov = point('sriov', { latencyCdf });
  const chart = latencyCdfChart([point('emulated'), sriov], lightLook, context);
  expect(chart.packetAt?.(1, 31_000)).toEqual({ point: sriov, latencyNs: 31_000 });
  expect(chart.packetAt?.(2, 31_000)).toBeUndefined();
});

describe('the Welch plot', () => {
  const warmup = { sliceMs: 0.5, latencyNs: [10, 20, 90, 40, 50, 60].map((value) => value * 1000), cutsMs: [0.5, 1, 0.5] };

  it('is a moving average along the run with the latest cut', () => {
    const chart = welchChart([point('sriov', { warmup })], lightLook, { ...context, windowSlices: 1 });
    expect(seriesOf(chart)[0]?.data).toEqual([
      [0.5, 10_000],
      [1, 40_000],
      [1.5, 50_000],
      [2, 60_000],
      [2.5, 50_000],
      [3, 60_000],
    ]);
    expect(seriesOf(chart)[0]).toMatchObject({ markLine: { data: [{ xAxis: 1 }] } });
    expect(chart.table.rows).toEqual([['sriov', '0.5 to 1 ms', '10 µs', '40 µs', '60 µs']]);
  });

  it('says that earlier results have no series', () => {
    expect(welchChart([point('sriov')], lightLook, context).nothing).toContain('run it again');
  });

  it('shortens the average towards both ends', () => {
    expect(movingAverage([1, 2, 6, 4, 5], 2)).toEqual([1, 3, 3.6, 5, 5]);
  });
});

it('stacks cycles by family of activity, or by actor, to the same sum', () => {
  expect(namesOf(cyclesChart(fixed, lightLook, context), 'bar')).toEqual(['application', 'stack', 'exits', 'Sum']);
  expect(namesOf(cyclesChart(fixed, lightLook, { ...context, by: 'actor' }), 'bar')).toEqual(['guest', 'hypervisor', 'Sum']);
  expect(cyclesChart(fixed, lightLook, context).table.rows[0]).toEqual(['emulated (overloaded)', '950', '850', '1,200', '3,000']);
});

it('says that nothing was lost instead of drawing nothing', () => {
  expect(dropsChart([point('sriov')], lightLook, context).nothing).toBe('No frame was lost in the measured window.');
  expect(lossChart([point('sriov')], lightLook, context).nothing).toBe('No frame was lost in the measured window.');
});

it('shows losses by place', () => {
  const lossy = point('sriov', { drops: [{ place: 'tap queue', framesPerSecond: 5000, share: 1 }] });
  expect(dropsChart([lossy], lightLook, context).table).toEqual({
    columns: ['Technique', 'tap queue', 'Sum'],
    rows: [['sriov', '5 kpps', '5 kpps']],
  });
});

it('gives each VM its share and the technique its index', () => {
  const unequal = point('sriov', {
    means: { jainIndex: 0.8 },
    vms: [
      [100, 100],
      [50, 100],
    ],
  });
  expect(fairnessChart([unequal], lightLook, context).table.rows).toEqual([['sriov', '0.8', '100 %', '50 %']]);
  expect(fairnessChart([unequal], lightLook, { ...context, share: 'of-total' }).table.rows[0]?.slice(2)).toEqual(['66.7 %', '33.3 %']);
});

it('does not round an index up to an equality that is not there', () => {
  const nearly = point('sriov', { means: { jainIndex: 0.99996 }, vms: [[1, 1]] });
  expect(fairnessChart([nearly], lightLook, context).table.rows[0]?.[1]).toBe('0.9999');
});

it('shows the busiest core of a purpose and no hit ratio among utilizations', () => {
  const chart = utilizationChart([point('sriov')], lightLook, context);
  expect(chart.option.xAxis).toMatchObject({ data: ['guest cores', 'wire to host'] });
  expect(chart.summary).toContain('sriov wire to host 95 %');
  expect(chart.table.rows).toHaveLength(4);
});

it('shows stages as shares of the mean latency unless times are asked for', () => {
  expect(seriesOf(stagesChart(fixed, lightLook, context))[1]?.data[0]?.value).toBeCloseTo(5 / 6);
  expect(seriesOf(stagesChart(fixed, lightLook, { ...context, scale: 'time' }))[1]?.data[0]?.value).toBe(50_000);
});

it('divides throughput among the VMs', () => {
  const point8 = point('sriov', { vms: Array.from({ length: 8 }, () => [100_000, 100_000] as const) });
  expect(scalingChart([point8], lightLook, { ...context, measure: 'per-vm' }).table.rows[0]?.[1]).toBe('100 kpps');
});

it('keeps the style of a technique when others are filtered away', () => {
  const chosen = scenario({
    techniques: [
      { name: 'sriov', label: 'posted' },
      { name: 'sriov', label: 'remapped' },
    ],
  });
  const remapped = point('remapped', { techniqueName: 'sriov' });
  const posted = point('posted', { techniqueName: 'sriov' });
  const colourIn = (points: (typeof posted)[]): string | undefined =>
    seriesOf(throughputChart(points, lightLook, { scenario: chosen }))[0]?.data.at(-1)?.itemStyle?.color;
  expect(colourIn([remapped])).toBe(colourIn([posted, remapped]));
});

it('uses rich text in every tooltip, as a strict policy has it', () => {
  for (const chart of allCharts(swept.concat(fixed))) expect(chart.option.tooltip).toMatchObject({ renderMode: 'richText' });
});

it.each(['swept', 'fixed', 'none', 'refused'] as const)('makes options that ECharts draws: %s', (kind) => {
  const points = { swept, fixed, none: [], refused: swept.slice(4) }[kind];
  for (const chart of allCharts(points)) {
    const svg = draw(chart.option, chart.heightPx);
    expect(svg).toContain('<svg');
    expect(svg).not.toContain('NaN');
    expect(chart.nothing !== '' || chart.table.rows.length > 0, chart.title).toBe(true);
  }
});

function allCharts(points: readonly ReturnType<typeof point>[]): Chart[] {
  const look = { ...darkLook, animated: false };
  const charts = [throughputChart, lossChart, latencyPercentileChart, latencyCdfChart, cyclesChart, dropsChart];
  return [...charts, fairnessChart, utilizationChart, stagesChart, scalingChart, welchChart].map((build) => build(points, look, context));
}

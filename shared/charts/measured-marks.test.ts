import { describe, expect, it } from 'vitest';
import { layBeside } from '../measured/beside.ts';
import type { MeasuredResult, MeasuredSeries } from '../measured/schema.ts';
import { withBaseline } from './baseline-overlay.ts';
import { darkLook, lightLook } from './chart-look.ts';
import { latencyCdfChart } from './latency-cdf-chart.ts';
import { latencyPercentileChart } from './latency-percentile-chart.ts';
import { lossChart } from './loss-chart.ts';
import { measuredContext, withoutMeasured } from './measured-context.ts';
import { point, scenario } from './points.fixture.ts';
import { throughputChart } from './throughput-chart.ts';

const measured: MeasuredSeries = {
  label: 'NDR',
  metric: 'deliveredPps',
  quantity: 'load',
  unit: 'pps',
  axis: null,
  points: [{ x: null, value: 700_000, low: 690_000, high: 710_000, deviation: null }],
  conversion: '',
};

interface Drawn {
  readonly type: string;
  readonly name: string;
  readonly data: readonly (readonly number[])[];
}

function marksOf(option: { readonly series?: unknown }): readonly Drawn[] {
  return (option.series as readonly Drawn[]).filter(({ name }) => name === 'Measured, NDR');
}

describe('measured values in a chart', () => {
  it('stand at the setting of their points, once for all techniques, with their interval', () => {
    const points = ['sriov', 'vhost-net'].flatMap((technique) => [10, 30].map((load) => point(technique, { load })));
    const { compared } = layBeside({ series: [measured] }, points);
    const { option } = throughputChart(points, lightLook, { scenario: scenario(), measured: compared });
    expect(marksOf(option).map(({ type, data }) => [type, data])).toEqual([
      [
        'scatter',
        [
          [10, 700_000],
          [30, 700_000],
        ],
      ],
      [
        'custom',
        [
          [10, 690_000, 710_000],
          [30, 690_000, 710_000],
        ],
      ],
    ]);
  });

  it('stand in the rows of the techniques at one setting, and only in charts of their metric', () => {
    const points = [point('sriov'), point('vhost-net')];
    const { compared } = layBeside({ series: [measured] }, points);
    const context = { measured: compared };
    const look = darkLook;
    expect(marksOf(throughputChart(points, look, context).option)[0]?.data).toEqual([
      [700_000, 0],
      [700_000, 1],
    ]);
    for (const chart of [throughputChart(points, look, { ...context, measure: 'bits' }), lossChart(points, look, context)])
      expect(marksOf(chart.option)).toEqual([]);
  });
});

describe('measured latency', () => {
  const latency = (label: string, metric: MeasuredSeries['metric'], value: number): MeasuredSeries => ({
    ...measured,
    label,
    metric,
    unit: 'ns',
    points: [{ x: null, value, low: -value, high: 2 * value, deviation: null }],
  });
  const result: MeasuredResult = {
    tool: 'testbed',
    toolVersion: '',
    title: '',
    measuredAt: null,
    conditions: [],
    series: [latency('sriov', 'latencyP50Ns', 40_000), latency('sriov', 'latencyP99Ns', 400_000), latency('stream 7', null, 1)],
    distributions: [
      {
        label: 'sriov',
        quantity: 'round trip of a frame',
        steps: [
          { ns: 0, probability: 0.1 },
          { ns: 40_000, probability: 0.5 },
          { ns: 400_000, probability: 0.99 },
        ],
      },
      { label: 'stream 7', quantity: 'round trip', steps: [{ ns: 1, probability: 1 }] },
    ],
    warnings: [],
  };
  const points = [point('sriov'), point('vhost-net')];
  const context = measuredContext([result], points);

  it('is drawn as a distribution beside that of its points, as far as it means the same', () => {
    const chart = latencyCdfChart(points, lightLook, context);
    const lines = (chart.option.series as readonly Drawn[]).filter(({ type }) => type === 'line');
    expect(lines.map(({ name }) => name)).toEqual(['sriov', 'vhost-net', 'Measured, sriov']);
    expect(lines[2]?.data).toMatchObject([{ value: [40_000, 0.5] }, { value: [400_000, 0.99] }]);
    expect(chart.option.xAxis).toMatchObject({ min: 20_000, max: 500_000 });
    expect(chart.table.rows[2]).toEqual(['Measured, sriov', '40 µs', '400 µs', '–']);
    expect(chart.notes).toContain('Measured, sriov: round trip of a frame.');
  });

  it('has a mark for each percentile in the row of its technique, and ends above zero on a log axis', () => {
    const chart = latencyPercentileChart(points, lightLook, context);
    const drawn = (chart.option.series as readonly Drawn[]).filter(({ name }) => name === 'Measured, sriov');
    expect(drawn.map(({ type, data }) => [type, data])).toEqual([
      ['scatter', [[40_000, 0]]],
      ['scatter', [[400_000, 0]]],
      ['custom', [[0, 2000, 80_000]]],
      ['custom', [[0, 20_000, 800_000]]],
    ]);
  });

  it('is drawn once where a pinned run with the same points lies behind', () => {
    for (const build of [latencyCdfChart, latencyPercentileChart, throughputChart]) {
      const pinned = build(points, lightLook, withoutMeasured(context));
      const { option } = withBaseline(build(points, lightLook, context), pinned, lightLook);
      const names = (option.series as readonly Drawn[]).filter(({ type }) => type !== 'custom').map(({ name }) => name);
      const alone = (build(points, lightLook, context).option.series as readonly Drawn[]).filter(({ type }) => type !== 'custom');
      const count = (all: readonly string[]): number => all.filter((name) => name.startsWith('Measured')).length;
      expect(count(names)).toBe(count(alone.map(({ name }) => name)));
    }
  });
});

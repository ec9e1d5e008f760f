import { describe, expect, it } from 'vitest';
import { layBeside } from '../measured/beside.ts';
import type { MeasuredSeries } from '../measured/schema.ts';
import { darkLook, lightLook } from './chart-look.ts';
import { lossChart } from './loss-chart.ts';
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

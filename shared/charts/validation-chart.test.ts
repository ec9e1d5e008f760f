import * as echarts from 'echarts';
import { describe, expect, it } from 'vitest';
import { point } from '../validation/compared-point.fixture.ts';
import { darkLook, lightLook } from './chart-look.ts';
import { validationChart, type PlacedComparison } from './validation-chart.ts';

const placed = (fields: Parameters<typeof point>[0]): PlacedComparison => ({ ...point(fields), experiment: 'one' });
const points = [
  placed({ published: 5, simulated: 4, verdict: 'off' }),
  placed({ published: 0.2, simulated: 0.21, technique: 'native' }),
  placed({ published: 100, simulated: 30, bound: 'max' }),
  placed({ published: 1, simulated: null, verdict: 'failed' }),
  placed({ published: 3, simulated: 0, verdict: 'off' }),
];

interface DrawnSeries {
  readonly type: string;
  readonly name: string;
  readonly data: readonly unknown[];
}

describe('simulated against published values', () => {
  const chart = validationChart(points, lightLook);
  const series = chart.option.series as unknown as readonly DrawnSeries[];

  it('are marks of each technique, in the order of the catalogue, hollow outside the tolerance', () => {
    const marks = series.filter(({ type }) => type === 'scatter');
    expect(marks.map(({ name, data }) => [name, data.length])).toEqual([
      ['native', 1],
      ['sriov', 2],
    ]);
    expect(marks[1]?.data).toMatchObject([{ value: [5, 4], itemStyle: { color: lightLook.surface } }, { value: [100, 30] }]);
  });

  it('stand around the identity line, on equal axes, with their tolerances', () => {
    expect(series.find(({ type }) => type === 'line')?.data).toEqual([
      [0.2, 0.2],
      [100, 100],
    ]);
    expect(chart.option.xAxis).toMatchObject({ type: 'log', min: 0.2, max: 100 });
    expect(chart.option.yAxis).toMatchObject({ type: 'log', min: 0.2, max: 100 });
    const tolerances = series.find(({ name }) => name === 'Tolerance')?.data;
    expect(tolerances).toEqual([
      [5, 4.5, 5.5],
      [0.2, 0.2, expect.closeTo(0.22)],
      [100, 0.2, 100],
    ]);
  });

  it('tell what cannot be drawn, and say the rest in words and as a table', () => {
    expect(chart.notes[1]).toBe('2 points without two positive values are not drawn.');
    expect(chart.summary).toBe(
      'Simulated against published values: 2 of 3 points are within their tolerance. native: 1 of 1; sriov: 1 of 2.',
    );
    expect(chart.table.rows[1]).toEqual(['native', 'one', 'point', '0.2', '0.21', 'Mpps']);
  });

  it('are nothing without a simulated value', () => {
    expect(validationChart([], darkLook).nothing).toBe('No value was simulated.');
  });

  it('can be drawn', () => {
    const canvas = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 760, height: chart.heightPx });
    canvas.setOption(chart.option);
    expect(canvas.renderToSVGString()).toContain('<path');
    canvas.dispose();
  });
});

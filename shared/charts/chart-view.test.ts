import { init } from 'echarts';
import { describe, expect, it } from 'vitest';
import { withBaseline } from './baseline-overlay.ts';
import type { Chart } from './chart.ts';
import { lightLook } from './chart-look.ts';
import { canChangeScale, isNumeric, movedRange, scaleOf, shownRange, withView } from './chart-view.ts';
import { cyclesChart } from './cycles-chart.ts';
import { latencyCdfChart } from './latency-cdf-chart.ts';
import { point } from './points.fixture.ts';
import { throughputChart } from './throughput-chart.ts';

const swept = [10, 30].flatMap((load) => [
  point('native', { load, ci95: 900_000 }),
  point('emulated', { load, means: { deliveredPps: load === 10 ? 0 : 200_000 } }),
]);
const fixed = [point('native'), point('emulated', { means: { deliveredPps: 200_000 } })];
const curves = throughputChart(swept, lightLook);
const bars = throughputChart(fixed, lightLook);

/** As ECharts draws it. */
function drawn(option: Chart['option']): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 700, height: 330 });
  chart.setOption({ ...option, animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
type Parts = { readonly min?: number; readonly max?: number; readonly type?: string };
const axis = (option: Chart['option'], name: 'x' | 'y'): Parts => (name === 'x' ? option.xAxis : option.yAxis) as Parts;

describe('the view of a chart', () => {
  it('leaves a chart as it is made where nothing is chosen', () => {
    expect(withView(curves.option, curves.legend, {})).toBe(curves.option);
  });

  it('turns an axis of numbers into a log axis that holds all values above zero, and leaves the others out', () => {
    const option = withView(curves.option, curves.legend, { y: { scale: 'log' } });
    expect(axis(option, 'y')).toMatchObject({ type: 'log', min: 200_000, max: 1_000_000 });
    const [, emulated] = option.series as { data: unknown[] }[];
    expect(emulated?.data[0]).toBeNull();
    expect(drawn(option)).not.toMatch(/NaN|Infinity/);
  });

  it('shows the latency on a linear axis from zero when asked to', () => {
    const cdf = latencyCdfChart(
      [
        point('native', {
          latencyCdf: [
            { ns: 1000, probability: 0.5 },
            { ns: 2000, probability: 1 },
          ],
        }),
      ],
      lightLook,
    );
    expect(scaleOf(cdf.option, 'x')).toBe('log');
    expect(axis(withView(cdf.option, cdf.legend, { x: { scale: 'linear' } }), 'x')).toMatchObject({
      type: 'value',
      min: 0,
    });
  });

  it('keeps stacks and shares from zero, and names without scale', () => {
    expect(canChangeScale(cyclesChart(fixed, lightLook).option, 'x')).toBe(false);
    expect(isNumeric(bars.option, 'y')).toBe(false);
    expect(canChangeScale(bars.option, 'x')).toBe(true);
  });

  it('shows a chosen range only', () => {
    expect(axis(withView(curves.option, curves.legend, { x: { range: { min: 15, max: 40 } } }), 'x')).toMatchObject({ min: 15, max: 40 });
  });

  it('has no range to zero on a log axis', () => {
    const option = withView(curves.option, curves.legend, { y: { scale: 'log', range: { min: 0, max: 10 } } });
    expect(axis(option, 'y').min).toBe(200_000);
  });

  it('puts series aside, and their intervals with them', () => {
    const all = drawn(curves.option).match(/<path/g)?.length ?? 0;
    const fewer = drawn(withView(curves.option, curves.legend, { hidden: ['native'] })).match(/<path/g)?.length ?? 0;
    expect(fewer).toBeLessThan(all);
  });

  it('puts patterns on bars', () => {
    const { option, legend } = cyclesChart(fixed, lightLook);
    expect(drawn(withView(option, legend, { textures: true }))).toContain('<pattern');
  });
});

describe('a pinned run', () => {
  const other = [10, 30].map((load) => point('native', { load, means: { deliveredPps: 500_000 } }));

  it('is drawn behind the lines under their names, and stands in the table', () => {
    const both = withBaseline(curves, throughputChart(other, lightLook), lightLook);
    const added = (both.option.series as { name: string; lineStyle: object }[]).slice((curves.option.series as unknown[]).length);
    expect(added.map(({ name }) => name)).toEqual(['native']);
    expect(added[0]?.lineStyle).toMatchObject({ type: [3, 3] });
    expect(both.table.rows.filter(([name]) => name === 'native (pinned run)')).toHaveLength(2);
    expect(drawn(both.option)).not.toMatch(/NaN/);
  });

  it('marks the bars of the same name', () => {
    const both = withBaseline(
      bars,
      throughputChart([point('emulated', { means: { deliveredPps: 300_000 } }), point('vmdq')], lightLook),
      lightLook,
    );
    const ticks = (both.option.series as { name: string; data: unknown }[]).find(({ name }) => name === 'Pinned run');
    expect(ticks?.data).toEqual([[300_000, 1]]);
  });

  it('marks the ends of stacks', () => {
    const both = withBaseline(cyclesChart(fixed, lightLook), cyclesChart([point('native')], lightLook), lightLook);
    expect((both.option.series as { name: string; data: unknown }[]).find(({ name }) => name === 'Pinned run')?.data).toEqual([[3000, 0]]);
  });
});

it('knows the technique of each of its rows and lines, and of what is no technique none', () => {
  const points = [point('virtio'), point('virtio, eager', { overloaded: true })];
  const rows = throughputChart(points, lightLook).rows.map(({ name, technique }) => [name, technique]);
  expect(rows).toEqual([
    ['virtio', 'virtio'],
    ['virtio, eager (overloaded)', 'virtio, eager'],
  ]);
  expect(curves.legend.map(({ technique }) => technique)).toEqual(['native', 'emulated', undefined]);
});

describe('the range of an axis', () => {
  it('is all that is drawn, until one is chosen', () => {
    expect(shownRange(curves.option, 'x', {})).toEqual({ min: 0, max: 30 });
    expect(shownRange(curves.option, 'x', { range: { min: 1, max: 2 } })).toEqual({ min: 1, max: 2 });
  });

  it('is halved, doubled and moved about its middle, by ratio on a log axis', () => {
    expect(movedRange({ min: 0, max: 40 }, 'linear', { factor: 0.5 })).toEqual({ min: 10, max: 30 });
    expect(movedRange({ min: 0, max: 40 }, 'linear', { shift: 0.25 })).toEqual({ min: 10, max: 50 });
    const { min, max } = movedRange({ min: 1, max: 10_000 }, 'log', { factor: 0.5 });
    expect([min, max].map(Math.round)).toEqual([10, 1000]);
  });
});

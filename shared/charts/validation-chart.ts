/** Published against simulated values: on the identity line a simulation is exact. */
import { isTechnique } from '../catalogue/techniques.ts';
import type { ScatterSeriesOption } from 'echarts';
import { catalogueOrder } from '../catalogue/techniques.ts';
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';
import type { ComparedPoint } from '../validation/report.ts';
import { allowedDifference } from '../validation/tolerance.ts';
import type { Chart } from './chart.ts';
import { chartFrame, legendHeightPx, logEnds, numberAxis, tooltip, type LegendEntry } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { techniqueStyle } from './colours.ts';
import { errorBars } from './error-bars.ts';

/** A point of the chart with the experiment that it belongs to. */
export type PlacedComparison = ComparedPoint & { readonly experiment: string };

type Drawn = PlacedComparison & { readonly simulated: number };

const HEIGHT_PX = 460;
/** A stem with two caps; paths fill a square of 10. */
const INTERVAL_SYMBOL = 'path://M3 0H7V1.2H5.6V8.8H7V10H3V8.8H4.4V1.2H3Z';

/** Marks by technique on logarithmic axes; points without a positive value on both have no place there. */
export function validationChart(points: readonly PlacedComparison[], look: ChartLook): Chart {
  const { common, methods } = words().charts;
  const texts = methods.validation;
  const drawn = points.filter((point): point is Drawn => point.published > 0 && (point.simulated ?? 0) > 0);
  const names = [...new Set(drawn.map(({ technique }) => technique))].toSorted((one, other) => catalogueOrder(one) - catalogueOrder(other));
  const groups = names.map((name) => ({
    name,
    style: isTechnique(name) ? techniqueStyle(name, 0, look) : { colour: look.inkSoft, symbol: 'pin' },
    points: drawn.filter(({ technique }) => technique === name),
  }));
  const legend: LegendEntry[] = [
    ...groups.map(({ name, style }) => ({ key: name, name, technique: name, colour: style.colour, symbol: style.symbol })),
    { key: 'identity', name: texts.identity, colour: look.inkSoft, symbol: 'none' },
    { key: 'tolerance', name: texts.tolerance, colour: look.inkSoft, symbol: INTERVAL_SYMBOL },
  ];
  const ends = logEnds(drawn.flatMap(({ published, simulated }) => [published, simulated])) ?? { min: 1, max: 10 };
  const axis = { format: digits, scale: 'log', ...ends } as const;
  const within = drawn.filter(({ verdict }) => verdict === 'within').length;
  return {
    key: 'validation',
    title: texts.title,
    summary: texts.summary(
      within,
      drawn.length,
      groups
        .map(({ name, points: own }) => texts.ofTechnique(name, own.filter(({ verdict }) => verdict === 'within').length, own.length))
        .join('; '),
    ),
    legend,
    rows: [],
    nothing: drawn.length === 0 ? texts.nothing : '',
    notes: [texts.note, ...(drawn.length < points.length ? [texts.notDrawn(points.length - drawn.length)] : [])],
    heightPx: HEIGHT_PX + legendHeightPx(legend, look),
    table: {
      columns: [
        common.columns.technique,
        texts.columns.experiment,
        texts.columns.point,
        texts.columns.published,
        texts.columns.simulated,
        texts.columns.unit,
      ],
      rows: drawn.map((point) => [
        point.technique,
        point.experiment,
        point.title,
        digits(point.published),
        digits(point.simulated),
        point.unit,
      ]),
    },
    option: {
      ...chartFrame(look, legend),
      tooltip: tooltip(look, 'item', (seriesIndex, dataIndex) => {
        const point = groups[seriesIndex]?.points[dataIndex];
        if (!point) return null;
        return texts.point(point.experiment, point.title, digits(point.published), `${digits(point.simulated)} ${point.unit}`);
      }),
      xAxis: numberAxis(look, { name: texts.columns.published, ...axis }),
      yAxis: numberAxis(look, { name: texts.columns.simulated, vertical: true, ...axis }),
      series: [
        ...groups.map(({ name, style, points: own }): ScatterSeriesOption => ({
          type: 'scatter',
          name,
          symbol: style.symbol,
          symbolSize: 9,
          symbolKeepAspect: true,
          itemStyle: { color: style.colour },
          emphasis: { focus: 'series' },
          z: 6,
          data: own.map(({ published, simulated, verdict }) => ({
            value: [published, simulated],
            ...(verdict === 'within' ? {} : { itemStyle: { color: look.surface, borderColor: style.colour, borderWidth: 2 } }),
          })),
        })),
        {
          type: 'line' as const,
          name: texts.identity,
          symbol: 'none',
          silent: true,
          lineStyle: { color: look.inkSoft, width: 1.5 },
          data: [
            [ends.min, ends.min],
            [ends.max, ends.max],
          ],
        },
        {
          ...errorBars(
            texts.tolerance,
            drawn.map((point) => toleranceInterval(point, ends)),
            look.inkSoft,
            'vertical',
          ),
          z: 3,
        },
      ],
    },
  };
}

/** Clipped to the axes: a logarithmic one has no place for zero. */
function toleranceInterval(point: Drawn, ends: { readonly min: number; readonly max: number }) {
  const allowed = allowedDifference({ y: point.published, tolerance: point.tolerance });
  const low = point.bound === 'max' ? ends.min : point.published - allowed;
  const high = point.bound === 'min' ? ends.max : point.published + allowed;
  return { at: point.published, low: Math.max(ends.min, low), high: Math.min(ends.max, high) };
}

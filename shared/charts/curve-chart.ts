/** Lines over a number that is no setting of the points: loads of trials, frame sizes, VMs, loads of a neighbour. */
import type { EChartsOption, SeriesOption } from 'echarts';
import { words } from '../texts/words.ts';
import type { Chart } from './chart.ts';
import { chartFrame, logEnds, numberAxis, tooltip, type LegendEntry } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import type { TechniqueStyle } from './colours.ts';
import { entryOf } from './point-series.ts';

export interface Curve {
  readonly key: string;
  readonly label: string;
  /** Label of the technique. */
  readonly technique: string;
  readonly style: TechniqueStyle;
  readonly places: readonly CurvePlace[];
}

export interface CurvePlace {
  readonly x: number;
  readonly y: number;
  /** Drawn hollow: irregular, at the knee, failed; the chart's notes say what. */
  readonly marked?: boolean;
}

export interface CurveView {
  /** Of the chart. */
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly x: AxisView;
  readonly y: AxisView;
  readonly curves: readonly Curve[];
  /** A dashed line that is no technique: the theoretical maximum. */
  readonly reference?: { readonly name: string; readonly places: readonly CurvePlace[] };
  /** Marks without lines between them: trials. */
  readonly scattered?: boolean;
  readonly nothing: string;
  readonly notes: readonly string[];
}

interface AxisView {
  readonly name: string;
  readonly format: (value: number) => string;
  readonly scale?: 'linear' | 'log';
}

const HEIGHT_PX = 330;
const REFERENCE_DASH = [6, 4];

export function curveChart(look: ChartLook, view: CurveView): Chart {
  const { curves, reference, x, y, scattered = false } = view;
  const legend: LegendEntry[] = [
    ...curves.map((curve) => ({
      ...entryOf(curve),
      colour: curve.style.colour,
      symbol: curve.style.symbol,
      ...(scattered ? {} : { dash: curve.style.dash }),
    })),
    ...(reference ? [{ key: 'reference', name: reference.name, colour: look.inkSoft, symbol: 'none', dash: REFERENCE_DASH }] : []),
  ];
  const measured = new Set(curves.flatMap(({ places }) => places.map((place) => place.x)));
  const isMeasured = (place: CurvePlace) => measured.has(place.x);
  const heights = [...curves, ...(reference ? [reference] : [])].flatMap(({ places }) => places.map((place) => place.y));
  const { columns, line } = words().charts.common;
  const drawn = [...curves.map(({ places }) => places), ...(reference ? [reference.places] : [])];
  const option: EChartsOption = {
    ...chartFrame(look, legend),
    tooltip: tooltip(
      look,
      scattered ? 'item' : 'axis',
      (series, index) => {
        const place = drawn[series]?.[index];
        return place ? line(curves[series]?.label ?? reference?.name ?? '', y.format(place.y)) : null;
      },
      (series, index) => {
        const place = drawn[series]?.[index];
        return place ? line(x.name, x.format(place.x)) : '';
      },
    ),
    xAxis: numberAxis(look, { name: x.name, format: x.format, scale: x.scale ?? 'linear', gridLines: false }),
    yAxis: numberAxis(look, {
      name: y.name,
      format: y.format,
      ...(y.scale === 'log' ? { scale: 'log', ...logEnds(heights) } : { min: 0 }),
      vertical: true,
    }),
    series: [
      ...curves.map((curve) => curveSeries(curve, look, scattered)),
      ...(reference
        ? [
            {
              type: 'line',
              name: reference.name,
              symbol: 'none',
              lineStyle: { color: look.inkSoft, width: 1.5, type: REFERENCE_DASH },
              itemStyle: { color: look.inkSoft },
              z: 1,
              data: reference.places.map((place) => [place.x, place.y]),
            } satisfies SeriesOption,
          ]
        : []),
    ],
  };
  return {
    key: view.key,
    title: view.title,
    summary: view.summary,
    option,
    legend,
    rows: [],
    heightPx: HEIGHT_PX,
    nothing: view.nothing,
    notes: view.notes,
    table: {
      columns: [columns.series, x.name, y.name],
      rows: [
        ...curves.flatMap(({ label, places }) => places.map((place) => [label, x.format(place.x), y.format(place.y)])),
        ...(reference?.places ?? []).filter(isMeasured).map((place) => [reference?.name ?? '', x.format(place.x), y.format(place.y)]),
      ],
    },
  };
}

function curveSeries({ label, style, places }: Curve, look: ChartLook, scattered: boolean): SeriesOption {
  const data = places.map(({ x, y, marked = false }) => ({
    value: [x, y],
    ...(marked ? { symbolSize: 11, itemStyle: { color: look.surface, borderColor: style.colour, borderWidth: 2 } } : {}),
  }));
  const shared = { name: label, symbol: style.symbol, symbolSize: 8, symbolKeepAspect: true, itemStyle: { color: style.colour }, data };
  if (scattered) return { type: 'scatter', ...shared };
  return { type: 'line', ...shared, lineStyle: { color: style.colour, width: 2, type: style.dash }, emphasis: { focus: 'series' } };
}

/** One metric of all techniques: lines along a swept setting, or bars at a fixed load; with 95 % intervals. */
import type { EChartsOption, SeriesOption } from 'echarts';
import { formatNumber } from '../number-format.ts';
import { partialText } from '../result/partial.ts';
import type { PointSummary } from '../result/point-summary.ts';
import type { Metric, MetricName } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import type { Chart, ChartContext, ChartTable } from './chart.ts';
import { barsHeightPx, chartFrame, legendHeightPx, nameAxis, numberAxis, tooltip, type LegendEntry } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { errorBars, lowEnd, type Interval } from './error-bars.ts';
import { paleNotes, paleOf } from './partial-marks.ts';
import { measuredMarks, placesAlong, placesInRows } from './measured-marks.ts';
import { axisOf, entryOf, pointRows, pointSeries, pointNotes, type PlacedPoint, type PointRow, type PointSeries } from './point-series.ts';
import { settingText, settingTitle } from './setting-name.ts';

export interface MetricView {
  /** Of the chart. */
  readonly key: string;
  readonly title: string;
  /** Name of the axis, with its unit where the labels do not carry it. */
  readonly axisName: string;
  /** Value as drawn, with the half-width of its interval in the same unit. */
  readonly metric: (point: PointSummary) => Pick<Metric, 'mean' | 'ci95' | 'uncertainty' | 'tooFewSamples'>;
  readonly format: (value: number) => string;
  /** Metric whose measured values are drawn beside the points. */
  readonly measures?: MetricName;
  readonly scale?: 'linear' | 'log';
  readonly max?: number;
  /** Lines that are no technique: the offered load, the limit of the wire. Values are null where there are none. */
  readonly references?: readonly Reference[];
  /** A further line of the tooltip, or null. */
  readonly detail?: (point: PointSummary) => string | null;
}

export interface Reference {
  readonly key: string;
  readonly name: string;
  readonly dash: number[];
  /** In the unit of the metric. */
  readonly value: (point: PointSummary) => number | null;
}

const LINE_CHART_PX = 330;
/** Of marks of figures that rest on too few samples. */
const FAINT = 0.4;

export function metricChart(points: readonly PointSummary[], look: ChartLook, context: ChartContext, view: MetricView): Chart {
  const axis = axisOf(points, context);
  const series = pointSeries(points, look, context);
  const rows = pointRows(points, look, context);
  const overloaded = rows.some(({ point }) => point.overloaded);
  const tooFew = rows.some(({ point }) => view.metric(point).tooFewSamples);
  const { common } = words().charts;
  const drawn = axis === null ? barChart(rows, look, context, view) : lineChart(series, axis, look, context, view);
  return {
    key: view.key,
    title: view.title,
    rows: axis === null ? rows.map(entryOf) : [],
    summary: summaryOf(series, axis, context, view),
    nothing: rows.length === 0 ? common.nothingYet : '',
    notes: [
      ...costNotes(rows, view),
      ...(tooFew ? [axis === null ? common.notes.faintFigures : common.notes.faintMarks] : []),
      ...(overloaded ? [axis === null ? common.notes.overloadedBars : common.notes.overloadedMarks] : []),
      ...paleNotes(
        rows.map(({ point }) => point),
        context,
      ),
      ...pointNotes(points, context),
    ],
    // Made when it is asked for: a chart of a run on its way is drawn again and again, and seldom read as a table.
    get table() {
      return tableOf(series, axis, context, view);
    },
    pointAt: (seriesIndex, dataIndex) => (axis === null ? rows[dataIndex] : series[seriesIndex]?.points[dataIndex])?.point,
    ...drawn,
  };
}

function lineChart(
  series: readonly PointSeries[],
  axis: string,
  look: ChartLook,
  context: ChartContext,
  view: MetricView,
): Pick<Chart, 'option' | 'legend' | 'heightPx'> {
  const references = (view.references ?? []).map((reference) => ({ ...reference, data: referenceData(series, reference) }));
  const shown = references.filter(({ data }) => data.length > 0);
  const marks = measuredMarks(context.measured ?? [], view.measures, look, {
    placeOf: placesAlong(series.flatMap(({ points }) => points)),
    direction: 'vertical',
    format: view.format,
    scale: view.scale,
  });
  const firstMark = series.length + shown.length;
  const legend: LegendEntry[] = [
    ...series.map((one) => ({ ...entryOf(one), colour: one.style.colour, symbol: one.style.symbol, dash: one.style.dash })),
    ...shown.map(({ key, name, dash }) => ({ key, name, colour: look.inkSoft, symbol: 'none', dash })),
    ...marks.legend,
  ];
  const lines: SeriesOption[] = series.map(({ label, style, points }) => ({
    type: 'line',
    name: label,
    symbol: style.symbol,
    symbolSize: 8,
    symbolKeepAspect: true,
    triggerEvent: 'line',
    lineStyle: { color: style.colour, width: 2, type: style.dash },
    itemStyle: { color: style.colour },
    emphasis: { focus: 'series' },
    data: points.map(({ x, point }) => ({
      value: [x, drawable(view.metric(point).mean, view)],
      ...markOf(point, style.colour, look, context, view),
    })),
  }));
  const { line } = words().charts.common;
  const lineOf = ({ point }: PlacedPoint, label: string): string =>
    line(label, [...valueTexts(point, view), ...stateTexts(point, context)].join(', '));
  const option: EChartsOption = {
    ...chartFrame(look, legend),
    tooltip: tooltip(
      look,
      'axis',
      (seriesIndex, dataIndex) => {
        const one = series[seriesIndex];
        const place = one?.points[dataIndex];
        if (one && place) return lineOf(place, one.label);
        const reference = shown[seriesIndex - series.length];
        const value = reference?.data[dataIndex]?.[1];
        if (reference && value !== undefined) return line(reference.name, view.format(value));
        return marks.lineOf(seriesIndex - firstMark, dataIndex);
      },
      (seriesIndex, dataIndex) => {
        const x = series[seriesIndex]?.points[dataIndex]?.x ?? shown[seriesIndex - series.length]?.data[dataIndex]?.[0];
        return x === undefined ? '' : settingText(axis, x, context.scenario);
      },
    ),
    xAxis: numberAxis(look, {
      name: settingTitle(axis, context.scenario),
      format: (value) => formatNumber(value),
      min: 0,
      gridLines: false,
    }),
    yAxis: numberAxis(look, {
      name: view.axisName,
      format: view.format,
      scale: view.scale ?? 'linear',
      ...(view.scale === 'log' ? {} : { min: 0 }),
      ...(view.max === undefined ? {} : { max: view.max }),
      vertical: true,
    }),
    series: [
      ...lines,
      ...shown.map(({ name, dash, data }): SeriesOption => ({
        type: 'line',
        name,
        symbol: 'none',
        lineStyle: { color: look.inkSoft, width: 1.5, type: dash },
        itemStyle: { color: look.inkSoft },
        z: 1,
        data,
      })),
      ...marks.series,
      ...marks.intervals,
      ...series.flatMap(({ label, style, points }) => [
        errorBars(
          label,
          points.flatMap(({ x, point }) => intervalOf(x, point, view)),
          style.colour,
          'vertical',
        ),
        ...costBars(
          label,
          points.flatMap(({ x, point }) => costIntervalOf(x, point, view)),
          style.colour,
          'vertical',
        ),
      ]),
    ],
  };
  return { option, legend, heightPx: LINE_CHART_PX + legendHeightPx(legend, look) };
}

function barChart(
  rows: readonly PointRow[],
  look: ChartLook,
  context: ChartContext,
  view: MetricView,
): Pick<Chart, 'option' | 'legend' | 'heightPx'> {
  const [firstRow] = rows;
  const references = (view.references ?? []).flatMap(({ value, ...reference }) => {
    const at = firstRow ? value(firstRow.point) : null;
    return at === null ? [] : [{ ...reference, at }];
  });
  const marks = measuredMarks(context.measured ?? [], view.measures, look, {
    placeOf: placesInRows(rows),
    direction: 'horizontal',
    format: view.format,
  });
  const legend: LegendEntry[] = [
    ...references.map(({ key, name, dash }) => ({ key, name, colour: look.inkSoft, symbol: 'none', dash })),
    ...marks.legend,
  ];
  const option: EChartsOption = {
    ...chartFrame(look, legend, { rightPx: 84 }),
    tooltip: tooltip(look, 'item', (seriesIndex, dataIndex) => {
      const row = seriesIndex === 0 ? rows[dataIndex] : undefined;
      if (!row) return marks.lineOf(seriesIndex - 1, dataIndex);
      return words().charts.common.line(row.label, [...valueTexts(row.point, view), ...partialTexts(row.point, context)].join(', '));
    }),
    xAxis: numberAxis(look, { name: view.axisName, format: view.format, min: 0, ...(view.max === undefined ? {} : { max: view.max }) }),
    yAxis: nameAxis(
      look,
      rows.map(({ label }) => label),
      { inLines: rows.map(({ labelInLines }) => labelInLines) },
    ),
    series: [
      {
        type: 'bar',
        name: view.title,
        barMaxWidth: 20,
        data: rows.map(({ point, style }) => ({
          value: view.metric(point).mean,
          itemStyle: {
            color: style.colour,
            borderRadius: [0, 3, 3, 0],
            ...(point.overloaded ? { decal: hatching(look) } : {}),
            ...paleOf(point, context),
          },
        })),
      },
      ...marks.series,
      ...marks.intervals,
      errorBars(
        view.title,
        rows.flatMap(({ point }, index) => intervalOf(index, point, view)),
        look.ink,
        'horizontal',
      ),
      ...costBars(
        view.title,
        rows.flatMap(({ point }, index) => costIntervalOf(index, point, view)),
        look.ink,
        'horizontal',
      ),
      // The figures stand beyond the intervals.
      {
        type: 'scatter',
        name: view.title,
        symbolSize: 0.01,
        silent: true,
        tooltip: { show: false },
        data: rows.map(({ point }, index) => {
          const { mean, ci95, uncertainty } = view.metric(point);
          return {
            value: [uncertainty?.high ?? mean + (ci95 ?? 0), index],
            label: {
              show: true,
              position: 'right',
              distance: 10,
              formatter: view.format(mean),
              color: look.ink,
              fontSize: look.fontSizePx,
            },
          };
        }),
      },
      ...references.map(({ name, dash, at }): SeriesOption => ({
        type: 'line',
        name,
        // One point out of sight: the axis reaches as far as the line.
        data: [[at, 0]],
        symbol: 'none',
        lineStyle: { color: look.inkSoft, width: 1.5, type: dash },
        itemStyle: { color: look.inkSoft },
        markLine: {
          symbol: 'none',
          silent: true,
          animation: false,
          label: { show: false },
          lineStyle: { color: look.inkSoft, type: dash, width: 1.5 },
          data: [{ xAxis: at }],
        },
      })),
    ],
  };
  return { option, legend, heightPx: barsHeightPx(rows.length, legendHeightPx(legend, look)) };
}

/** "overloaded", "2 of 5 replications": as far as it is so. */
function stateTexts(point: PointSummary, context: ChartContext): string[] {
  return [...(point.overloaded ? [words().charts.common.states.overloaded] : []), ...partialTexts(point, context)];
}

function partialTexts(point: PointSummary, { scenario }: ChartContext): string[] {
  return [partialText(point, scenario)].filter((text) => text !== '');
}

function hatching(look: ChartLook) {
  return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -0.785, color: look.surface };
}

function referenceData(series: readonly PointSeries[], reference: Reference): [number, number][] {
  const byX = new Map<number, number>();
  for (const { points } of series) {
    for (const { x, point } of points) {
      const value = reference.value(point);
      if (value !== null) byX.set(x, Math.max(byX.get(x) ?? 0, value));
    }
  }
  return [...byX].sort(([one], [other]) => one - other);
}

function intervalOf(at: number, point: PointSummary, view: MetricView): Interval[] {
  const { mean, ci95 } = view.metric(point);
  if (ci95 === null || ci95 === 0 || (view.scale === 'log' && mean <= 0)) return [];
  return [{ at, low: lowEnd(mean - ci95, mean, view.scale), high: mean + ci95 }];
}

function costIntervalOf(at: number, point: PointSummary, view: MetricView): Interval[] {
  const { mean, uncertainty } = view.metric(point);
  if (!uncertainty || uncertainty.low === uncertainty.high || (view.scale === 'log' && mean <= 0)) return [];
  return [{ at, low: lowEnd(uncertainty.low, mean, view.scale), high: uncertainty.high }];
}

/** None where no costs were drawn. */
function costBars(name: string, intervals: readonly Interval[], colour: string, direction: 'vertical' | 'horizontal'): SeriesOption[] {
  return intervals.length === 0 ? [] : [errorBars(name, intervals, colour, direction, 'wide')];
}

function costNotes(rows: readonly PointRow[], view: MetricView): string[] {
  const uncertainty = rows.map(({ point }) => view.metric(point).uncertainty).find((one) => one !== undefined);
  if (!uncertainty) return [];
  return [words().charts.common.notes.costs(Math.round(100 * uncertainty.probability), uncertainty.draws)];
}

/** Hollow where the point is overloaded, pale where it is partial, faint where its percentile has too few samples; empty for the mark of the series. */
function markOf(point: PointSummary, colour: string, look: ChartLook, context: ChartContext, view: MetricView) {
  const pale = paleOf(point, context);
  const opacity = view.metric(point).tooFewSamples ? { opacity: FAINT } : pale;
  if (point.overloaded) return { symbolSize: 9, itemStyle: { color: look.surface, borderColor: colour, borderWidth: 2, ...opacity } };
  return 'opacity' in opacity ? { itemStyle: { color: colour, ...opacity } } : {};
}

/** Null breaks the line: a log axis has no place for zero. */
function drawable(value: number, view: MetricView): number | null {
  return view.scale === 'log' && value <= 0 ? null : value;
}

/** The value, and what is to be known with it. */
function valueTexts(point: PointSummary, view: MetricView): string[] {
  const { mean, ci95, uncertainty, tooFewSamples = false } = view.metric(point);
  const { states, withCosts } = words().charts.common;
  const detail = view.detail?.(point) ?? null;
  return [
    ci95 === null ? view.format(mean) : `${view.format(mean)} ± ${view.format(ci95)}`,
    ...(tooFewSamples ? [states.tooFewSamples] : []),
    ...(uncertainty ? [withCosts(view.format(uncertainty.low), view.format(uncertainty.high))] : []),
    ...(detail === null ? [] : [detail]),
  ];
}

/** The values at the highest setting, best known first for a reader who cannot see the lines. */
function summaryOf(series: readonly PointSeries[], axis: string | null, context: ChartContext, view: MetricView): string {
  const last = series.flatMap(({ label, points }) => {
    const place = points.at(-1);
    return place ? [{ label, ...place }] : [];
  });
  const [first] = last;
  const texts = words().charts.metric.summary;
  if (!first) return texts.nothing(view.title);
  const values = last
    .map(({ label, point }) => (point.overloaded ? texts.overloadedValue : texts.value)(label, view.format(view.metric(point).mean)))
    .join('; ');
  if (axis === null) return texts.fixed(view.title, values);
  const highest = Math.max(...last.map(({ x }) => x));
  return texts.swept(view.title, settingTitle(axis, context.scenario), settingText(axis, highest, context.scenario), values);
}

function tableOf(series: readonly PointSeries[], axis: string | null, context: ChartContext, view: MetricView): ChartTable {
  const { columns, states, range } = words().charts.common;
  const drawn = series.some(({ points }) => points.some(({ point }) => view.metric(point).uncertainty));
  return {
    columns: [
      columns.technique,
      ...(axis === null ? [] : [settingTitle(axis, context.scenario)]),
      view.title,
      columns.interval,
      ...(drawn ? [columns.withCosts] : []),
      columns.state,
    ],
    rows: series.flatMap(({ label, points }) =>
      points.map(({ x, point }) => {
        const { mean, ci95, uncertainty, tooFewSamples = false } = view.metric(point);
        return [
          label,
          ...(axis === null ? [] : [formatNumber(x)]),
          view.format(mean),
          ci95 === null ? '–' : `± ${view.format(ci95)}`,
          ...(drawn ? [uncertainty ? range(view.format(uncertainty.low), view.format(uncertainty.high)) : '–'] : []),
          [
            point.overloaded ? states.overloaded : states.carried,
            ...partialTexts(point, context),
            ...(tooFewSamples ? [states.tooFewSamples] : []),
          ].join(', '),
        ];
      }),
    ),
  };
}

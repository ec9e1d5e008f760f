import type { PointSummary } from '../result/point-summary.ts';
import type { MetricName } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import { formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import { barsHeightPx, chartFrame, legendHeightPx, nameAxis, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { errorBars, lowEnd, type Interval } from './error-bars.ts';
import { percentileText, tooFewNotes } from './few-samples.ts';
import { measuredMarks, placesInRows } from './measured-marks.ts';
import { metricChart } from './metric-chart.ts';
import { axisOf, entryOf, metricOf, pointRows, pointNotes, type PointRow } from './point-series.ts';

const latencyMeasures = {
  mean: 'latencyMeanNs',
  p50: 'latencyP50Ns',
  p99: 'latencyP99Ns',
  p999: 'latencyP999Ns',
} as const satisfies Record<string, MetricName>;
export type LatencyMeasure = keyof typeof latencyMeasures;
const measures = Object.keys(latencyMeasures) as readonly LatencyMeasure[];

/** For a choice of one of them. */
export function latencyMeasureTitles(): Readonly<Record<LatencyMeasure, string>> {
  return words().charts.metric.latency.measures;
}

export interface LatencyContext extends ChartContext {
  /** Which latency a swept chart shows. Default: the 99th percentile. */
  readonly measure?: LatencyMeasure | undefined;
}

/** Latency against the swept setting; at a fixed load, median to 99.9th percentile of each technique. Log axis. */
export function latencyPercentileChart(points: readonly PointSummary[], look: ChartLook, context: LatencyContext = {}): Chart {
  if (axisOf(points, context) === null) return spanChart(points, look, context);
  const measure = context.measure ?? 'p99';
  const metric = latencyMeasures[measure];
  const texts = words().charts.metric.latency;
  return metricChart(points, look, context, {
    key: `latency-${measure}`,
    title: texts.titles[measure],
    axisName: texts.axes[measure],
    metric: (point) => metricOf(point, metric),
    format: formatTimeNs,
    measures: metric,
    scale: 'log',
  });
}

const spans = [
  { measure: 'p50', symbol: 'circle' },
  { measure: 'p99', symbol: 'diamond' },
  { measure: 'p999', symbol: 'triangle' },
] as const;

/** A line from the median to p99.9 with a mark at each percentile: bars have no meaning on a log axis. */
function spanChart(points: readonly PointSummary[], look: ChartLook, context: ChartContext): Chart {
  const { common, metric } = words().charts;
  const texts = metric.latency;
  const rows = pointRows(points, look, context).filter(({ point }) => metricOf(point, 'latencyP50Ns').mean > 0);
  const valueOf = (row: PointRow, measure: LatencyMeasure): number => metricOf(row.point, latencyMeasures[measure]).mean;
  const measured = spans.map(({ measure }) => {
    const format = (ns: number): string => texts.value[measure](formatTimeNs(ns));
    return measuredMarks(context.measured ?? [], latencyMeasures[measure], look, {
      placeOf: placesInRows(rows),
      direction: 'horizontal',
      format,
      scale: 'log',
    });
  });
  const marks = measured.flatMap(({ series, lineOf }) =>
    series.map((one, index) => ({ series: one, line: (dataIndex: number) => lineOf(index, dataIndex) })),
  );
  // A measured series has a mark for each percentile, all of one name.
  const entries = new Map(measured.flatMap((one) => one.legend.map((entry) => [entry.key, entry])));
  const legend = [
    ...spans.map(({ measure, symbol }) => ({ key: measure, name: texts.measures[measure], colour: look.inkSoft, symbol })),
    ...entries.values(),
  ];
  const text = (row: PointRow): string =>
    spans.map(({ measure }) => texts.value[measure](percentileText(row.point, latencyMeasures[measure]))).join(', ');
  return {
    key: 'latency-percentiles',
    title: texts.percentiles,
    summary: texts.summary(rows.map((row) => metric.summary.value(row.label, text(row))).join('; ')),
    legend,
    rows: rows.map(entryOf),
    nothing: rows.length === 0 ? common.nothingDelivered : '',
    notes: [
      ...tooFewNotes(
        rows,
        spans.map(({ measure }) => latencyMeasures[measure]),
        'hollow',
      ),
      ...pointNotes(points, context),
    ],
    heightPx: barsHeightPx(rows.length, legendHeightPx(legend, look)),
    table: {
      columns: [common.columns.technique, ...measures.map((measure) => texts.measures[measure])],
      rows: rows.map((row) => [row.label, ...measures.map((measure) => percentileText(row.point, latencyMeasures[measure]))]),
    },
    option: {
      ...chartFrame(look, legend, { rightPx: 30 }),
      tooltip: tooltip(look, 'item', (seriesIndex, dataIndex) => {
        const mark = marks[seriesIndex - spans.length];
        if (mark) return mark.line(dataIndex);
        const row = rows[dataIndex];
        return row ? common.line(row.label, text(row)) : null;
      }),
      xAxis: numberAxis(look, { name: texts.axis, format: formatTimeNs, scale: 'log' }),
      yAxis: nameAxis(
        look,
        rows.map(({ label }) => label),
        { inLines: rows.map(({ labelInLines }) => labelInLines) },
      ),
      series: [
        ...spans.map(({ measure, symbol }) => ({
          type: 'scatter' as const,
          name: texts.measures[measure],
          symbol,
          symbolSize: measure === 'p50' ? 9 : 11,
          z: 4,
          data: rows.map((row, index) => ({ value: [valueOf(row, measure), index], itemStyle: markStyle(row, measure, look) })),
        })),
        ...marks.map(({ series }) => series),
        ...measured.flatMap(({ intervals }) => intervals),
        ...spans.map(({ measure }) =>
          errorBars(
            texts.measures[measure],
            rows.flatMap((row, index) => intervalOf(row, index, measure)),
            look.ink,
            'horizontal',
          ),
        ),
        {
          type: 'custom' as const,
          silent: true,
          z: 3,
          encode: { x: [1, 2], y: 0 },
          data: rows.map((row, index) => [index, valueOf(row, 'p50'), valueOf(row, 'p999')]),
          renderItem: (_params, api) => {
            const index = Number(api.value(0));
            const [x1 = 0, y1 = 0] = api.coord([Number(api.value(1)), index]);
            const [x2 = 0, y2 = 0] = api.coord([Number(api.value(2)), index]);
            return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: rows[index]?.style.colour ?? look.inkSoft, lineWidth: 2 } };
          },
        },
      ],
    },
  };
}

/** Hollow where the percentile has too few samples. */
function markStyle({ point, style }: PointRow, measure: LatencyMeasure, look: ChartLook) {
  const { tooFewSamples = false } = metricOf(point, latencyMeasures[measure]);
  return tooFewSamples ? { color: look.surface, borderColor: style.colour, borderWidth: 2 } : { color: style.colour };
}

function intervalOf({ point }: PointRow, at: number, measure: LatencyMeasure): Interval[] {
  const { mean, ci95 } = metricOf(point, latencyMeasures[measure]);
  if (ci95 === null || ci95 === 0 || mean <= 0) return [];
  return [{ at, low: lowEnd(mean - ci95, mean, 'log'), high: mean + ci95 }];
}

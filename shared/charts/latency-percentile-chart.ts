import type { PointSummary } from '../result/point-summary.ts';
import type { MetricName } from '../result/schema.ts';
import { formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import { barsHeightPx, chartFrame, legendHeightPx, nameAxis, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { errorBars, lowEnd, type Interval } from './error-bars.ts';
import { percentileText, tooFewNotes } from './few-samples.ts';
import { measuredMarks, placesInRows } from './measured-marks.ts';
import { metricChart } from './metric-chart.ts';
import { axisOf, metricOf, pointRows, pointNotes, type PointRow } from './point-series.ts';

export const latencyMeasures = {
  mean: { metric: 'latencyMeanNs', title: 'Mean' },
  p50: { metric: 'latencyP50Ns', title: 'Median' },
  p99: { metric: 'latencyP99Ns', title: '99th percentile' },
  p999: { metric: 'latencyP999Ns', title: '99.9th percentile' },
} as const satisfies Record<string, { readonly metric: MetricName; readonly title: string }>;
export type LatencyMeasure = keyof typeof latencyMeasures;

export interface LatencyContext extends ChartContext {
  /** Which latency a swept chart shows. Default: the 99th percentile. */
  readonly measure?: LatencyMeasure | undefined;
}

/** Latency against the swept setting; at a fixed load, median to 99.9th percentile of each technique. Log axis. */
export function latencyPercentileChart(points: readonly PointSummary[], look: ChartLook, context: LatencyContext = {}): Chart {
  if (axisOf(points, context) === null) return spanChart(points, look, context);
  const { metric, title } = latencyMeasures[context.measure ?? 'p99'];
  return metricChart(points, look, context, {
    title: `Latency, ${title.toLowerCase()}`,
    axisName: `${title} of latency`,
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
  const rows = pointRows(points, look, context).filter(({ point }) => metricOf(point, 'latencyP50Ns').mean > 0);
  const valueOf = (row: PointRow, measure: LatencyMeasure): number => metricOf(row.point, latencyMeasures[measure].metric).mean;
  const measured = spans.map(({ measure }) => {
    const { metric, title } = latencyMeasures[measure];
    const format = (ns: number): string => `${title.toLowerCase()} ${formatTimeNs(ns)}`;
    return measuredMarks(context.measured ?? [], metric, look, {
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
  const entries = new Map(measured.flatMap((one) => one.legend.map((entry) => [entry.name, entry])));
  const legend = [
    ...spans.map(({ measure, symbol }) => ({ name: latencyMeasures[measure].title, colour: look.inkSoft, symbol })),
    ...entries.values(),
  ];
  const text = (row: PointRow): string =>
    spans
      .map(({ measure }) => {
        const { metric, title } = latencyMeasures[measure];
        return `${title.toLowerCase()} ${percentileText(row.point, metric)}`;
      })
      .join(', ');
  return {
    title: 'Latency percentiles',
    summary: `Latency: ${rows.map((row) => `${row.label} ${text(row)}`).join('; ')}.`,
    nothing: rows.length === 0 ? 'No frame was delivered.' : '',
    notes: [
      ...tooFewNotes(
        rows,
        spans.map(({ measure }) => latencyMeasures[measure].metric),
        'Hollow marks',
      ),
      ...pointNotes(points, context),
    ],
    heightPx: barsHeightPx(rows.length, legendHeightPx(legend, look)),
    table: {
      columns: ['Technique', ...Object.values(latencyMeasures).map(({ title }) => title)],
      rows: rows.map((row) => [row.label, ...Object.values(latencyMeasures).map(({ metric }) => percentileText(row.point, metric))]),
    },
    option: {
      ...chartFrame(look, legend, { rightPx: 30 }),
      tooltip: tooltip(look, 'item', (seriesIndex, dataIndex) => {
        const mark = marks[seriesIndex - spans.length];
        if (mark) return mark.line(dataIndex);
        const row = rows[dataIndex];
        return row ? `${row.label}: ${text(row)}` : null;
      }),
      xAxis: numberAxis(look, { name: 'Latency', format: formatTimeNs, scale: 'log' }),
      yAxis: nameAxis(
        look,
        rows.map(({ label }) => label),
      ),
      series: [
        ...spans.map(({ measure, symbol }) => ({
          type: 'scatter' as const,
          name: latencyMeasures[measure].title,
          symbol,
          symbolSize: measure === 'p50' ? 9 : 11,
          z: 4,
          data: rows.map((row, index) => ({ value: [valueOf(row, measure), index], itemStyle: markStyle(row, measure, look) })),
        })),
        ...marks.map(({ series }) => series),
        ...measured.flatMap(({ intervals }) => intervals),
        ...spans.map(({ measure }) =>
          errorBars(
            latencyMeasures[measure].title,
            rows.flatMap((row, index) => intervalOf(row, index, measure)),
            look.ink,
            'horizontal',
          ),
        ),
        {
          type: 'custom' as const,
          name: 'Span',
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
  const { tooFewSamples = false } = metricOf(point, latencyMeasures[measure].metric);
  return tooFewSamples ? { color: look.surface, borderColor: style.colour, borderWidth: 2 } : { color: style.colour };
}

function intervalOf({ point }: PointRow, at: number, measure: LatencyMeasure): Interval[] {
  const { mean, ci95 } = metricOf(point, latencyMeasures[measure].metric);
  if (ci95 === null || ci95 === 0 || mean <= 0) return [];
  return [{ at, low: lowEnd(mean - ci95, mean, 'log'), high: mean + ci95 }];
}

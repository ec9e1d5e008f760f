import type { MetricName, PointResult } from '../result/schema.ts';
import { formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import { barsHeightPx, chartFrame, nameAxis, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { metricChart } from './metric-chart.ts';
import { axisOf, metricOf, pointRows, refusalNotes, type PointRow } from './point-series.ts';

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
export function latencyPercentileChart(points: readonly PointResult[], look: ChartLook, context: LatencyContext = {}): Chart {
  if (axisOf(points, context) === null) return spanChart(points, look, context);
  const { metric, title } = latencyMeasures[context.measure ?? 'p99'];
  return metricChart(points, look, context, {
    title: `Latency, ${title.toLowerCase()}`,
    axisName: `${title} of latency`,
    metric: (point) => metricOf(point, metric),
    format: formatTimeNs,
    scale: 'log',
  });
}

const spans = [
  { measure: 'p50', symbol: 'circle' },
  { measure: 'p99', symbol: 'diamond' },
  { measure: 'p999', symbol: 'triangle' },
] as const;

/** A line from the median to p99.9 with a mark at each percentile: bars have no meaning on a log axis. */
function spanChart(points: readonly PointResult[], look: ChartLook, context: ChartContext): Chart {
  const rows = pointRows(points, look, context).filter(({ point }) => metricOf(point, 'latencyP50Ns').mean > 0);
  const valueOf = (row: PointRow, measure: LatencyMeasure): number => metricOf(row.point, latencyMeasures[measure].metric).mean;
  const legend = spans.map(({ measure, symbol }) => ({ name: latencyMeasures[measure].title, colour: look.inkSoft, symbol }));
  const text = (row: PointRow): string =>
    spans.map(({ measure }) => `${latencyMeasures[measure].title.toLowerCase()} ${formatTimeNs(valueOf(row, measure))}`).join(', ');
  return {
    title: 'Latency percentiles',
    summary: `Latency: ${rows.map((row) => `${row.label} ${text(row)}`).join('; ')}.`,
    nothing: rows.length === 0 ? 'No frame was delivered.' : '',
    notes: refusalNotes(points),
    heightPx: barsHeightPx(rows.length, 22),
    table: {
      columns: ['Technique', ...Object.values(latencyMeasures).map(({ title }) => title)],
      rows: rows.map((row) => [
        row.label,
        ...Object.values(latencyMeasures).map(({ metric }) => formatTimeNs(metricOf(row.point, metric).mean)),
      ]),
    },
    option: {
      ...chartFrame(look, legend, { rightPx: 30 }),
      tooltip: tooltip(look, 'item', (_seriesIndex, dataIndex) => {
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
          data: rows.map((row, index) => ({ value: [valueOf(row, measure), index], itemStyle: { color: row.style.colour } })),
        })),
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

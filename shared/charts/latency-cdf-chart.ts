import type { MetricName, PointResult } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import { formatPercent, formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import { chartFrame, legendHeightPx, logEnds, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { band, type BandStep } from './band.ts';
import { percentileText, tooFewNotes } from './few-samples.ts';
import type { LatencyMeasure } from './latency-percentile-chart.ts';
import { measuredCurves } from './measured-curves.ts';
import { entryOf, metricOf, pointRows, pointNotes } from './point-series.ts';

/** A mark on every so many steps of the distribution: enough to tell the lines apart. */
const MARK_EVERY = 20;
const HEIGHT_PX = 330;

const PERCENTILES = [
  { measure: 'p50', metric: 'latencyP50Ns', probability: 0.5 },
  { measure: 'p99', metric: 'latencyP99Ns', probability: 0.99 },
  { measure: 'p999', metric: 'latencyP999Ns', probability: 0.999 },
] as const satisfies readonly { readonly measure: LatencyMeasure; readonly metric: MetricName; readonly probability: number }[];
type Percentile = (typeof PERCENTILES)[number];

/** Distribution of latency: the share of delivered frames that needed no longer than so much. Log axis. */
export function latencyCdfChart(points: readonly PointResult[], look: ChartLook, context: ChartContext = {}): Chart {
  const { common, metric } = words().charts;
  const texts = metric.distribution;
  const rows = pointRows(points, look, context).filter(({ point }) => point.latencyCdf.length > 0);
  const measured = measuredCurves(context.measuredDistributions ?? [], rows, look);
  const legend = [
    ...rows.map((row) => ({ ...entryOf(row), colour: row.style.colour, symbol: row.style.symbol, dash: row.style.dash })),
    ...measured.map((curve) => curve.legend),
  ];
  const ends = logEnds([
    ...rows.flatMap(({ point }) => point.latencyCdf.map(({ ns }) => ns)),
    ...measured.flatMap(({ latenciesNs }) => latenciesNs),
  ]);
  const banded = rows.filter(({ point }) => bandSteps(point).length > 0);
  const inWords = [
    ...rows.map(({ label, point }) => ({ label, text: ({ metric }: Percentile) => formatTimeNs(metricOf(point, metric).mean) })),
    ...measured.map(({ name, quantileText }) => ({ label: name, text: ({ probability }: Percentile) => quantileText(probability) })),
  ];
  return {
    key: 'latency-distribution',
    title: texts.title,
    summary: texts.summary(inWords.map(({ label, text }) => texts.value(label, text(PERCENTILES[0]), text(PERCENTILES[1]))).join('; ')),
    legend,
    rows: [],
    nothing: rows.length === 0 ? common.nothingDelivered : '',
    notes: [
      ...(banded.length > 0 ? [texts.bands] : []),
      ...measured.map(({ note }) => note),
      ...tooFewNotes(
        rows,
        PERCENTILES.map((one) => one.metric),
        'alike',
      ),
      ...pointNotes(points, context),
    ],
    heightPx: HEIGHT_PX + legendHeightPx(legend, look),
    table: {
      columns: [common.columns.technique, ...PERCENTILES.map(({ measure }) => metric.latency.measures[measure])],
      rows: [
        ...rows.map(({ label, point }) => [label, ...PERCENTILES.map(({ metric }) => percentileText(point, metric))]),
        ...measured.map(({ name, quantileText }) => [name, ...PERCENTILES.map(({ probability }) => quantileText(probability))]),
      ],
    },
    packetAt(seriesIndex, latencyNs) {
      const point = rows[seriesIndex]?.point;
      return point && { point, latencyNs };
    },
    option: {
      ...chartFrame(look, legend),
      tooltip: tooltip(look, 'item', (seriesIndex, dataIndex) => {
        const row = rows[seriesIndex];
        const step = row?.point.latencyCdf[dataIndex];
        if (!row || !step) return measured[seriesIndex - rows.length]?.lineOf(dataIndex) ?? null;
        const { probability, low, high } = step;
        const [share, ns] = [formatPercent(probability), formatTimeNs(step.ns)];
        const hasBand = low !== undefined && high !== undefined;
        const within = hasBand ? texts.withinBand(share, formatPercent(low), formatPercent(high), ns) : texts.within(share, ns);
        return common.line(row.label, within);
      }),
      xAxis: numberAxis(look, { name: metric.latency.axis, format: formatTimeNs, scale: 'log', ...ends }),
      yAxis: numberAxis(look, {
        name: texts.axis,
        format: formatPercent,
        min: 0,
        max: 1,
        vertical: true,
      }),
      series: [
        ...rows.map(({ label, style, point }, index) => ({
          type: 'line' as const,
          name: label,
          symbol: style.symbol,
          symbolKeepAspect: true,
          showAllSymbol: true,
          triggerEvent: 'line' as const,
          lineStyle: { color: style.colour, width: 2, type: style.dash },
          itemStyle: { color: style.colour },
          emphasis: { focus: 'series' as const },
          data: point.latencyCdf.map(({ ns, probability }, step) => ({
            value: [ns, probability],
            symbolSize: (step + index * 3) % MARK_EVERY === MARK_EVERY - 1 ? 8 : 0,
          })),
        })),
        ...measured.map(({ series }) => series),
        ...banded.map(({ label, style, point }) => band(label, bandSteps(point), style.colour)),
      ],
    },
  };
}

/** Empty where the distribution has no band. */
function bandSteps({ latencyCdf }: PointResult): BandStep[] {
  return latencyCdf.flatMap(({ ns, low, high }) => (low === undefined || high === undefined ? [] : [{ x: ns, low, high }]));
}

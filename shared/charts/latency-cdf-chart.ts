import type { MetricName, PointResult } from '../result/schema.ts';
import { formatPercent, formatTimeNs } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import { chartFrame, legendHeightPx, logEnds, numberAxis, tooltip } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { band, type BandStep } from './band.ts';
import { percentileText, tooFewNotes } from './few-samples.ts';
import { measuredCurves } from './measured-curves.ts';
import { metricOf, pointRows, pointNotes } from './point-series.ts';

/** A mark on every so many steps of the distribution: enough to tell the lines apart. */
const MARK_EVERY = 20;
const HEIGHT_PX = 330;

const PERCENTILES = [
  { metric: 'latencyP50Ns', probability: 0.5 },
  { metric: 'latencyP99Ns', probability: 0.99 },
  { metric: 'latencyP999Ns', probability: 0.999 },
] as const satisfies readonly { readonly metric: MetricName; readonly probability: number }[];
type Percentile = (typeof PERCENTILES)[number];

/** Distribution of latency: the share of delivered frames that needed no longer than so much. Log axis. */
export function latencyCdfChart(points: readonly PointResult[], look: ChartLook, context: ChartContext = {}): Chart {
  const rows = pointRows(points, look, context).filter(({ point }) => point.latencyCdf.length > 0);
  const measured = measuredCurves(context.measuredDistributions ?? [], rows, look);
  const legend = [
    ...rows.map(({ label, style }) => ({ name: label, colour: style.colour, symbol: style.symbol, dash: style.dash })),
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
    title: 'Latency distribution',
    summary: `Latency distribution. Median and 99th percentile: ${inWords
      .map(({ label, text }) => `${label} ${text(PERCENTILES[0])} and ${text(PERCENTILES[1])}`)
      .join('; ')}.`,
    nothing: rows.length === 0 ? 'No frame was delivered.' : '',
    notes: [
      ...(banded.length > 0 ? ['Bands: 95 %, at each latency by itself, Student’s t over the replications.'] : []),
      ...measured.map(({ note }) => note),
      ...tooFewNotes(
        rows,
        PERCENTILES.map(({ metric }) => metric),
      ),
      ...pointNotes(points, context),
    ],
    heightPx: HEIGHT_PX + legendHeightPx(legend, look),
    table: {
      columns: ['Technique', 'Median', '99th percentile', '99.9th percentile'],
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
        const within = low === undefined || high === undefined ? '' : ` (${formatPercent(low)} to ${formatPercent(high)})`;
        return `${row.label}: ${formatPercent(probability)}${within} within ${formatTimeNs(step.ns)}`;
      }),
      xAxis: numberAxis(look, { name: 'Latency', format: formatTimeNs, scale: 'log', ...ends }),
      yAxis: numberAxis(look, {
        name: 'Share of delivered frames',
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

import type { PointSummary } from '../result/point-summary.ts';
import { words } from '../texts/words.ts';
import { formatPercent } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { metricChart } from './metric-chart.ts';
import { measuredPoints, metricOf } from './point-series.ts';

/** Share of the offered frames that was lost, against the swept setting. */
export function lossChart(points: readonly PointSummary[], look: ChartLook, context: ChartContext = {}): Chart {
  const texts = words().charts;
  const chart = metricChart(points, look, context, {
    key: 'loss',
    title: texts.metric.loss.title,
    axisName: texts.metric.loss.axis,
    metric: (point) => metricOf(point, 'lossRatio'),
    format: formatPercent,
    measures: 'lossRatio',
  });
  const measured = measuredPoints(points);
  const lossless =
    !context.measured?.some(({ metric }) => metric === 'lossRatio') &&
    measured.length > 0 &&
    measured.every((point) => metricOf(point, 'lossRatio').mean === 0);
  return lossless ? { ...chart, nothing: texts.common.nothingLost } : chart;
}

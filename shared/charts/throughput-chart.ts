import type { PointSummary } from '../result/point-summary.ts';
import { words } from '../texts/words.ts';
import { formatPercent, formatRate } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { metricChart } from './metric-chart.ts';
import { metricOf } from './point-series.ts';
import { wireLimit } from './wire-limit.ts';

export interface ThroughputContext extends ChartContext {
  /** Frames, or frame bits without preamble and gap. Default: frames. */
  readonly measure?: 'frames' | 'bits' | undefined;
}

/** Delivered throughput against the swept setting, with what was offered and what the wire can carry at most. */
export function throughputChart(points: readonly PointSummary[], look: ChartLook, context: ThroughputContext = {}): Chart {
  const inBits = context.measure === 'bits';
  const limitOf = (point: PointSummary): number | null => {
    if (!context.scenario || context.lineRateGbps === undefined) return null;
    const limit = wireLimit(context.scenario, point.settings, context.lineRateGbps);
    return limit && (inBits ? limit.bps : limit.pps);
  };
  /** Offered bits are not measured: frames offered at the mean size of those delivered. */
  const offeredOf = (point: PointSummary): number | null => {
    const offered = metricOf(point, 'offeredPps').mean;
    if (!inBits) return offered;
    const delivered = metricOf(point, 'deliveredPps').mean;
    return delivered > 0 ? (offered * metricOf(point, 'deliveredBps').mean) / delivered : null;
  };
  const texts = words().charts.metric.throughput;
  return metricChart(points, look, context, {
    key: 'throughput',
    title: texts.title,
    axisName: inBits ? texts.axes.bits : texts.axes.frames,
    metric: (point) => metricOf(point, inBits ? 'deliveredBps' : 'deliveredPps'),
    measures: inBits ? 'deliveredBps' : 'deliveredPps',
    format: (value) => formatRate(value, inBits ? 'bit/s' : 'pps'),
    references: [
      { key: 'offered', name: texts.offered, dash: [2, 3], value: offeredOf },
      { key: 'wire-limit', name: texts.wireLimit, dash: [8, 4], value: limitOf },
    ],
    detail: (point) => {
      const loss = metricOf(point, 'lossRatio').mean;
      return loss > 0 ? texts.lost(formatPercent(loss)) : null;
    },
  });
}

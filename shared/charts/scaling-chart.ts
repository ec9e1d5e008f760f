import type { PointSummary } from '../result/point-summary.ts';
import { words } from '../texts/words.ts';
import { digits, formatPercent, formatRate } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { metricChart, type MetricView } from './metric-chart.ts';
import { metricOf } from './point-series.ts';

export const scalingMeasures = ['cpu', 'cycles', 'per-vm', 'jain'] as const;
export type ScalingMeasure = (typeof scalingMeasures)[number];

export interface ScalingContext extends ChartContext {
  /** What is followed along the setting. Default: the host's CPU. */
  readonly measure?: ScalingMeasure | undefined;
}

/** What a technique costs as the setting grows: CPU of the host, cycles per packet, throughput of each VM, fairness. */
export function scalingChart(points: readonly PointSummary[], look: ChartLook, context: ScalingContext = {}): Chart {
  const measure = context.measure ?? 'cpu';
  const texts = words().charts.metric.scaling;
  return metricChart(points, look, context, {
    key: `scaling-${measure}`,
    title: texts.titles[measure],
    axisName: texts.axes[measure],
    ...views[measure],
  });
}

const views: Readonly<Record<ScalingMeasure, Pick<MetricView, 'metric' | 'format' | 'max'>>> = {
  cpu: { metric: (point) => metricOf(point, 'cpuUtilization'), format: formatPercent },
  cycles: { metric: (point) => metricOf(point, 'cyclesPerPacket'), format: digits },
  'per-vm': {
    metric: (point) => {
      const { mean, ci95, uncertainty } = metricOf(point, 'deliveredPps');
      const count = Math.max(1, point.vms.length);
      const each = uncertainty && { ...uncertainty, low: uncertainty.low / count, high: uncertainty.high / count };
      return { mean: mean / count, ci95: ci95 === null ? null : ci95 / count, uncertainty: each };
    },
    format: (value) => formatRate(value, 'pps'),
  },
  jain: { metric: (point) => metricOf(point, 'jainIndex'), format: digits, max: 1 },
};

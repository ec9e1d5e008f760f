import type { PointSummary } from '../result/point-summary.ts';
import { digits, formatPercent, formatRate } from '../units.ts';
import type { Chart, ChartContext } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { metricChart } from './metric-chart.ts';
import { metricOf } from './point-series.ts';

export const scalingMeasures = ['cpu', 'cycles', 'per-vm', 'jain'] as const;
export type ScalingMeasure = (typeof scalingMeasures)[number];

export interface ScalingContext extends ChartContext {
  /** What is followed along the setting. Default: the host's CPU. */
  readonly measure?: ScalingMeasure | undefined;
}

/** What a technique costs as the setting grows: CPU of the host, cycles per packet, throughput of each VM, fairness. */
export function scalingChart(points: readonly PointSummary[], look: ChartLook, context: ScalingContext = {}): Chart {
  switch (context.measure ?? 'cpu') {
    case 'cpu':
      return metricChart(points, look, context, {
        title: 'CPU of the host',
        axisName: 'Busy share of all cores of the host',
        metric: (point) => metricOf(point, 'cpuUtilization'),
        format: formatPercent,
      });
    case 'cycles':
      return metricChart(points, look, context, {
        title: 'Cycles per packet',
        axisName: 'Busy cycles for each delivered frame',
        metric: (point) => metricOf(point, 'cyclesPerPacket'),
        format: digits,
      });
    case 'per-vm':
      return metricChart(points, look, context, {
        title: 'Throughput of each VM',
        axisName: 'Delivered by a VM, mean, frames per second (pps)',
        metric: (point) => {
          const { mean, ci95, uncertainty } = metricOf(point, 'deliveredPps');
          const count = Math.max(1, point.vms.length);
          const each = uncertainty && { ...uncertainty, low: uncertainty.low / count, high: uncertainty.high / count };
          return { mean: mean / count, ci95: ci95 === null ? null : ci95 / count, uncertainty: each };
        },
        format: (value) => formatRate(value, 'pps'),
      });
    case 'jain':
      return metricChart(points, look, context, {
        title: 'Jain’s fairness index',
        axisName: 'Jain’s index over the VMs, delivered over offered',
        metric: (point) => metricOf(point, 'jainIndex'),
        format: digits,
        max: 1,
      });
  }
}

/** The charts of what a benchmark method measured. */
import type { ChartContext } from '../../shared/charts/chart.ts';
import type { ChartLook } from '../../shared/charts/chart-look.ts';
import {
  lossByRateChart,
  neighbourChart,
  rateByFrameChart,
  scalingKneeChart,
  withMeasurement,
} from '../../shared/charts/measurement-charts.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { CaptionedChart } from './run-charts.ts';

/** Points whose trials are drawn; all are in the tables of the run. */
const MOST_LOSS_CHARTS = 3;

/** Nothing for a run without measurements. */
export function measurementCharts(points: readonly PointResult[], context: ChartContext, look: ChartLook): readonly CaptionedChart[] {
  const [first] = withMeasurement(points);
  switch (first?.measurement.kind) {
    case undefined:
    case 'fairness':
      return [];
    case 'vm-scaling':
      return [{ caption: 'Throughput of all VMs together against their number', chart: scalingKneeChart(points, look, context) }];
    case 'noisy-neighbour':
      return [
        {
          caption: '99th percentile of the victims’ latency against the load of their neighbour',
          chart: neighbourChart(points, look, context),
        },
        {
          caption: 'Lossless load of the victims against that of their neighbour',
          chart: neighbourChart(points, look, { ...context, measure: 'ndr' }),
        },
      ];
    case 'frame-loss':
      return lossCharts(points, context, look);
    case 'throughput':
    case 'latency':
    case 'back-to-back':
    case 'system-recovery':
    case 'mlrsearch':
      return [{ caption: 'Rate against mean frame size, with the theoretical maximum', chart: rateByFrameChart(points, look, context) }];
  }
}

function lossCharts(points: readonly PointResult[], context: ChartContext, look: ChartLook): readonly CaptionedChart[] {
  const bySize = [...Map.groupBy(withMeasurement(points), ({ measurement }) => measurement.frames)];
  return bySize
    .slice(0, MOST_LOSS_CHARTS)
    .map(([frames, own]) => ({ caption: `Loss against offered rate, ${frames}`, chart: lossByRateChart(own, look, context) }));
}

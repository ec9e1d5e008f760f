/** Which charts show what a benchmark method measured. */
import type { Chart, ChartContext } from '../../../shared/charts/chart.ts';
import type { ChartLook } from '../../../shared/charts/chart-look.ts';
import { lossByRateChart, neighbourChart, rateByFrameChart, scalingKneeChart } from '../../../shared/charts/measurement-charts.ts';
import type { MeasurementKind } from '../../../shared/result/measurement.ts';
import type { PointSummary } from '../../../shared/result/point-summary.ts';
import { useTexts } from '../../texts/texts.ts';

export interface MeasurementView {
  readonly value: string;
  readonly label: string;
  /** Of all points of the run, or of those at the setting on show. */
  readonly of: 'run' | 'setting';
  readonly draw: (points: readonly PointSummary[], look: ChartLook, context: ChartContext) => Chart;
}

const victims = (measure: 'p50' | 'p99' | 'p999' | 'ndr', label: string): MeasurementView => ({
  value: measure,
  label,
  of: 'setting',
  draw: (points, look, context) => neighbourChart(points, look, { ...context, measure }),
});

export function measurementViews(kind: MeasurementKind): readonly MeasurementView[] {
  const { charts } = useTexts().value.results.measurement;
  const rateByFrame: MeasurementView = { value: 'rate', label: charts.rateByFrame, of: 'run', draw: rateByFrameChart };
  const lossByRate: MeasurementView = { value: 'loss', label: charts.lossByRate, of: 'setting', draw: lossByRateChart };
  const scaling: MeasurementView = { value: 'scaling', label: charts.scaling, of: 'setting', draw: scalingKneeChart };
  switch (kind) {
    case 'throughput':
    case 'latency':
    case 'back-to-back':
    case 'system-recovery':
    case 'mlrsearch':
      return [rateByFrame, lossByRate];
    case 'frame-loss':
      return [lossByRate, rateByFrame];
    case 'vm-scaling':
      return [scaling, lossByRate];
    case 'noisy-neighbour':
      return [victims('p99', 'p99'), victims('p50', 'p50'), victims('p999', 'p99.9'), victims('ndr', 'NDR'), lossByRate];
    case 'fairness':
      return [lossByRate];
  }
}

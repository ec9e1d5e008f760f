/** What a benchmark method measured: its charts, the figures of every point, and how its trials depart from the method's document. */
import type { Content } from 'pdfmake/interfaces.js';
import type { Chart, ChartContext } from '../../../shared/charts/chart.ts';
import {
  lossByRateChart,
  neighbourChart,
  rateByFrameChart,
  scalingKneeChart,
  withMeasurement,
} from '../../../shared/charts/measurement-charts.ts';
import {
  boundsText,
  conditionsText,
  figureText,
  measuredFigures,
  measurementTitles,
  ofMaximumText,
} from '../../../shared/result/measurement-figures.ts';
import type { Measurement } from '../../../shared/result/measurement.ts';
import type { PointResult, RunResult } from '../../../shared/result/schema.ts';
import { formatRate } from '../../../shared/units.ts';
import { chapter, paragraph, table, titledBullets, type Column } from './blocks.ts';
import { figure as chartFigure } from './chart-image.ts';
import { chartLook } from './theme.ts';

/** Points whose trials are drawn; all are in the tables of the run. */
const MOST_LOSS_CHARTS = 3;

const columns: readonly Column[] = [
  { title: 'Technique', width: 92 },
  { title: 'Measure', width: '*' },
  { title: 'Value', width: 60, align: 'right' },
  { title: 'Of the maximum', width: 52, align: 'right' },
  { title: 'Bounds', width: 112, align: 'right' },
];

/** Nothing for a run without measurements. */
export function measurementChapter({ points }: RunResult, context: ChartContext): Content[] {
  const measured = withMeasurement(points);
  const [first] = measured;
  if (!first) return [];
  const failures = measured.flatMap(({ technique, measurement }) =>
    measurement.failure === null ? [] : [`${technique}, ${measurement.frames}: ${measurement.failure}`],
  );
  const deviations = [...new Set(measured.flatMap(({ measurement }) => measurement.deviations))];
  return [
    chapter(`Measurement: ${measurementTitles[first.measurement.kind]}`),
    paragraph(
      'Rates are those of all measured traffic together, offered by the measured flows over all interfaces and directions. The figures in the other chapters are of simulations at the load that was found here.',
    ),
    ...chartsOf(first.measurement, points, context).map(([caption, chart], number) => chartFigure(`M${number + 1}`, caption, chart)),
    ...[...Map.groupBy(measured, ({ measurement }) => titleOf(measurement))].map(([title, own]) =>
      table(title, columns, own.flatMap(rowsOf)),
    ),
    ...(failures.length > 0 ? titledBullets('Without a result', failures) : []),
    ...titledBullets('How the trials depart from the method’s document', deviations),
  ];
}

function titleOf(measurement: Measurement): string {
  const { maximumIsWire, maximumPps } = measurement;
  return `${conditionsText(measurement)}; ${maximumIsWire ? 'theoretical maximum' : 'largest load'} ${formatRate(maximumPps, 'pps')}`;
}

function rowsOf({ technique, measurement }: PointResult & { readonly measurement: Measurement }) {
  return measuredFigures(measurement).map((figure, number) => [
    { text: number === 0 ? technique : '', bold: true },
    figure.note === '' ? figure.measure : { text: figure.measure, note: figure.note },
    figureText(figure),
    ofMaximumText(figure, measurement),
    boundsText(figure),
  ]);
}

function chartsOf(
  { kind }: Measurement,
  points: readonly PointResult[],
  context: ChartContext,
): (readonly [caption: string, chart: Chart])[] {
  switch (kind) {
    case 'vm-scaling':
      return [['Throughput of all VMs together against their number', scalingKneeChart(points, chartLook, context)]];
    case 'noisy-neighbour':
      return [
        ['99th percentile of the victims’ latency against the load of their neighbour', neighbourChart(points, chartLook, context)],
        ['Lossless load of the victims against that of their neighbour', neighbourChart(points, chartLook, { ...context, measure: 'ndr' })],
      ];
    case 'fairness':
      return [];
    case 'frame-loss':
      return lossCharts(points, context);
    case 'throughput':
    case 'latency':
    case 'back-to-back':
    case 'system-recovery':
    case 'mlrsearch':
      return [['Rate against mean frame size, with the theoretical maximum', rateByFrameChart(points, chartLook, context)]];
  }
}

function lossCharts(points: readonly PointResult[], context: ChartContext): (readonly [caption: string, chart: Chart])[] {
  const bySize = [...Map.groupBy(withMeasurement(points), ({ measurement }) => measurement.frames)];
  return bySize
    .slice(0, MOST_LOSS_CHARTS)
    .map(([frames, own]) => [`Loss against offered rate, ${frames}`, lossByRateChart(own, chartLook, context)] as const);
}

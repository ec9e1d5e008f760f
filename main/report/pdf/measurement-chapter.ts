/** What a benchmark method measured: its charts, the figures of every point, and how its trials depart from the method's document. */
import type { Content } from 'pdfmake/interfaces.js';
import type { ChartContext } from '../../../shared/charts/chart.ts';
import { withMeasurement } from '../../../shared/charts/measurement-charts.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import {
  boundsText,
  conditionsText,
  figureText,
  measuredFigures,
  measurementTitle,
  ofMaximumText,
} from '../../../shared/result/measurement-figures.ts';
import type { Measurement } from '../../../shared/result/measurement.ts';
import type { PointResult, RunResult } from '../../../shared/result/schema.ts';
import { formatRate } from '../../../shared/units.ts';
import { measurementCharts } from '../measurement-charts.ts';
import { chapter, paragraph, table, titledBullets, type Column } from './blocks.ts';
import { figure } from './chart-image.ts';
import { chartLook } from './theme.ts';

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
    chapter(`${sectionTitle('measurement')}: ${measurementTitle(first.measurement.kind)}`),
    paragraph(
      'Rates are those of all measured traffic together, offered by the measured flows over all interfaces and directions. The figures in the other chapters are of simulations at the load that was found here.',
    ),
    ...measurementCharts(points, context, chartLook).map(({ caption, chart }, number) => figure(`M${number + 1}`, caption, chart)),
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
  return measuredFigures(measurement).map((measured, number) => [
    { text: number === 0 ? technique : '', bold: true },
    measured.note === '' ? measured.measure : { text: measured.measure, note: measured.note },
    figureText(measured),
    ofMaximumText(measured, measurement),
    boundsText(measured),
  ]);
}

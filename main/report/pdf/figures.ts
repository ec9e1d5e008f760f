/** The charts of a run, numbered, with how they are read. */
import type { Content } from 'pdfmake/interfaces.js';
import type { ChartContext } from '../../../shared/charts/chart.ts';
import { metricOf, pointNotes } from '../../../shared/charts/point-series.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import { runCharts } from '../run-charts.ts';
import { chapter, paragraph, titled } from './blocks.ts';
import { figure } from './chart-image.ts';
import { chartLook } from './theme.ts';

/** Nothing for a run without figures. */
export function figures(points: readonly PointResult[], context: ChartContext): Content[] {
  const groups = runCharts(points, context, chartLook);
  if (groups.length === 0) return [];
  let count = 0;
  return [
    chapter(sectionTitle('figures')),
    paragraph(
      `Each technique has one colour and mark in all figures. Bars at the marks and at the ends of bars are 95 % confidence intervals; where none is seen, it is smaller than the mark, or the latency grew as long as the point ran.${points.some((point) => metricOf(point, 'deliveredPps').uncertainty) ? ' Dotted bars also hold the uncertainty of the costs.' : ''} Hatched bars and hollow marks are of an overloaded system.`,
    ),
    ...pointNotes(points, context).map((note) => paragraph(note, 'note')),
    ...groups.flatMap(({ title, note, charts }) => [
      ...(note === '' ? [] : [paragraph(note, 'note')]),
      ...underTitle(
        title,
        charts.map(({ caption, chart }) => figure(++count, caption, chart)),
      ),
    ]),
  ];
}

function underTitle(title: string, [first, ...others]: readonly Content[]): Content[] {
  return first === undefined ? [] : [titled(title, first), ...others];
}

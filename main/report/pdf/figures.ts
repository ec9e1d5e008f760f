/** The charts of a run: over the swept setting, and the inside of the techniques at its ends. */
import type { Content } from 'pdfmake/interfaces.js';
import type { Chart, ChartContext } from '../../../shared/charts/chart.ts';
import { cyclesChart } from '../../../shared/charts/cycles-chart.ts';
import { dropsChart } from '../../../shared/charts/drops-chart.ts';
import { fairnessChart } from '../../../shared/charts/fairness-chart.ts';
import { latencyCdfChart } from '../../../shared/charts/latency-cdf-chart.ts';
import { latencyPercentileChart } from '../../../shared/charts/latency-percentile-chart.ts';
import { axisOf, measuredPoints, metricOf, pointNotes, varyingSettings } from '../../../shared/charts/point-series.ts';
import { scalingChart } from '../../../shared/charts/scaling-chart.ts';
import { settingName, settingText, settingsText } from '../../../shared/charts/setting-name.ts';
import { stagesChart } from '../../../shared/charts/stages-chart.ts';
import { throughputChart } from '../../../shared/charts/throughput-chart.ts';
import { utilizationChart } from '../../../shared/charts/utilization-chart.ts';
import { welchChart } from '../../../shared/charts/welch-chart.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import { chapter, paragraph, titled } from './blocks.ts';
import { figure } from './chart-image.ts';
import { evenlyChosen } from './evenly-chosen.ts';
import { chartLook } from './theme.ts';

/** Charts of one kind at most, where a further swept setting makes several. */
const MOST_FACETS = 4;

export function figures(points: readonly PointResult[], context: ChartContext): Content[] {
  if (measuredPoints(points).length === 0) return [];
  let count = 0;
  const drawn = (caption: string, chart: Chart): Content => figure(++count, caption, chart);
  const refusals = pointNotes(points, context);
  return [
    chapter('Figures'),
    paragraph(
      `Each technique has one colour and mark in all figures. Bars at the marks and at the ends of bars are 95 % confidence intervals; where none is seen, it is smaller than the mark, or the latency grew as long as the point ran.${points.some((point) => metricOf(point, 'deliveredPps').uncertainty) ? ' Dotted bars also hold the uncertainty of the costs.' : ''} Hatched bars and hollow marks are of an overloaded system.`,
    ),
    ...refusals.map((note) => paragraph(note, 'note')),
    ...alongSetting(points, context, drawn),
    ...insideTechniques(points, context, drawn),
  ];
}

type Draw = (caption: string, chart: Chart) => Content;

function alongSetting(points: readonly PointResult[], context: ChartContext, drawn: Draw): Content[] {
  const axis = axisOf(points, context);
  const { scenario } = context;
  const others = varyingSettings(points).filter((path) => path !== axis);
  const facetOf = ({ settings }: PointResult): string => others.map((path) => settingText(path, settings[path] ?? 0, scenario)).join(', ');
  const facets = [...Map.groupBy(points, facetOf)];
  const shown = evenlyChosen(facets, MOST_FACETS);
  const against = axis === null ? '' : ` against ${inSentence(axis, scenario)}`;
  const left = facets.length - shown.length;
  const charts = shown.flatMap(([facet, members]) => {
    const at = facet === '' ? '' : `, ${facet}`;
    return [
      drawn(`Delivered throughput${against}${at}`, throughputChart(members, chartLook, { ...context, measure: 'bits' })),
      ...(axis === null
        ? []
        : [drawn(`Cycles per packet${against}${at}`, scalingChart(members, chartLook, { ...context, measure: 'cycles' }))]),
      drawn(
        `${axis === null ? 'Percentiles' : '99th percentile'} of latency${against}${at}`,
        latencyPercentileChart(members, chartLook, context),
      ),
    ];
  });
  return [
    ...(left > 0 ? [paragraph(`Of ${facets.length} further settings, ${shown.length} are drawn; all are in the tables.`, 'note')] : []),
    ...underTitle(axis === null ? 'Throughput and latency' : `Results${against}`, charts),
  ];
}

function insideTechniques(points: readonly PointResult[], context: ChartContext, drawn: Draw): Content[] {
  const settings = [...Map.groupBy(measuredPoints(points), (point) => settingsText(point.settings, context.scenario))];
  const first = settings[0];
  const last = settings.at(-1);
  if (!first || !last) return [];
  const [setting, members] = last;
  const at = setting === '' ? '' : ` at ${setting}`;
  return underTitle(`Inside the techniques${at}`, [
    ...(first === last
      ? []
      : [drawn(`Latency distribution at ${first[0]}, the first setting`, latencyCdfChart(first[1], chartLook, context))]),
    drawn(`Latency distribution${at}`, latencyCdfChart(members, chartLook, context)),
    drawn(`Mean latency by stage${at}`, stagesChart(members, chartLook, context)),
    drawn(`Cycles per packet by activity${at}`, cyclesChart(members, chartLook, context)),
    drawn(`Lost frames by place${at}`, dropsChart(members, chartLook, context)),
    drawn(`What each VM got of its demand${at}, with Jain’s fairness index`, fairnessChart(members, chartLook, context)),
    drawn(`Utilization of cores, links and PCIe${at}`, utilizationChart(members, chartLook, context)),
    ...(members.some(({ warmup }) => warmup)
      ? [drawn(`Latency along the run${at}: Welch’s plot, with where the measurement begins`, welchChart(members, chartLook, context))]
      : []),
  ]);
}

function underTitle(title: string, [first, ...others]: readonly Content[]): Content[] {
  return first === undefined ? [] : [titled(title, first), ...others];
}

/** "offered load, % of line rate"; "the number of VMs". */
function inSentence(path: string, scenario: ChartContext['scenario']): string {
  const { title, unit } = settingName(path, scenario);
  const inside = /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
  if (unit !== '') return `${inside}, ${unit}`;
  return /^[^(]*s\b/.test(inside) && !inside.startsWith('cost') ? `the number of ${inside}` : inside;
}

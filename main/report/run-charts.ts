/** The charts of a run, as the report and the files of charts have them: along the swept setting, and the inside of the techniques at its ends. */
import type { Chart, ChartContext } from '../../shared/charts/chart.ts';
import type { ChartLook } from '../../shared/charts/chart-look.ts';
import { cyclesChart } from '../../shared/charts/cycles-chart.ts';
import { dropsChart } from '../../shared/charts/drops-chart.ts';
import { fairnessChart } from '../../shared/charts/fairness-chart.ts';
import { latencyCdfChart } from '../../shared/charts/latency-cdf-chart.ts';
import { latencyPercentileChart } from '../../shared/charts/latency-percentile-chart.ts';
import { measuredContext } from '../../shared/charts/measured-context.ts';
import { axisOf, measuredPoints, varyingSettings } from '../../shared/charts/point-series.ts';
import { scalingChart } from '../../shared/charts/scaling-chart.ts';
import { settingName, settingText, settingsText } from '../../shared/charts/setting-name.ts';
import { stagesChart } from '../../shared/charts/stages-chart.ts';
import { throughputChart } from '../../shared/charts/throughput-chart.ts';
import { utilizationChart } from '../../shared/charts/utilization-chart.ts';
import { welchChart } from '../../shared/charts/welch-chart.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import { evenlyChosen } from './evenly-chosen.ts';
import type { ReportedRun } from './reported-run.ts';
import { nicProfileOf } from '../engine/costs/scenario-profiles.ts';

/** Charts of one kind at most, where a further swept setting makes several. */
const MOST_FACETS = 4;

export interface CaptionedChart {
  readonly caption: string;
  readonly chart: Chart;
}

export interface ChartGroup {
  readonly title: string;
  /** To be read before the charts, or empty. */
  readonly note: string;
  readonly charts: readonly CaptionedChart[];
}

export function chartContext({ result, measurements }: Pick<ReportedRun, 'result' | 'measurements'>): ChartContext {
  const { scenario, points } = result;
  return {
    scenario,
    lineRateGbps: scenario.nic.lineRateGbps ?? nicProfileOf(scenario)?.lineRateGbps.value,
    ...measuredContext(
      measurements.map((measurement) => measurement.result),
      points,
    ),
  };
}

/** Nothing for a run without figures. */
export function runCharts(points: readonly PointResult[], context: ChartContext, look: ChartLook): readonly ChartGroup[] {
  if (measuredPoints(points).length === 0) return [];
  return [alongSetting(points, context, look), insideTechniques(points, context, look)];
}

function alongSetting(points: readonly PointResult[], context: ChartContext, look: ChartLook): ChartGroup {
  const axis = axisOf(points, context);
  const { scenario } = context;
  const others = varyingSettings(points).filter((path) => path !== axis);
  const facetOf = ({ settings }: PointResult): string => others.map((path) => settingText(path, settings[path] ?? 0, scenario)).join(', ');
  const facets = [...Map.groupBy(points, facetOf)];
  const shown = evenlyChosen(facets, MOST_FACETS);
  const against = axis === null ? '' : ` against ${inSentence(axis, scenario)}`;
  return {
    title: axis === null ? 'Throughput and latency' : `Results${against}`,
    note: shown.length < facets.length ? `Of ${facets.length} further settings, ${shown.length} are drawn; all are in the tables.` : '',
    charts: shown.flatMap(([facet, members]) => {
      const at = facet === '' ? '' : `, ${facet}`;
      return [
        { caption: `Delivered throughput${against}${at}`, chart: throughputChart(members, look, { ...context, measure: 'bits' }) },
        ...(axis === null
          ? []
          : [{ caption: `Cycles per packet${against}${at}`, chart: scalingChart(members, look, { ...context, measure: 'cycles' }) }]),
        {
          caption: `${axis === null ? 'Percentiles' : '99th percentile'} of latency${against}${at}`,
          chart: latencyPercentileChart(members, look, context),
        },
      ];
    }),
  };
}

function insideTechniques(points: readonly PointResult[], context: ChartContext, look: ChartLook): ChartGroup {
  const settings = [...Map.groupBy(measuredPoints(points), (point) => settingsText(point.settings, context.scenario))];
  const [first = ['', []], last = first] = [settings[0], settings.at(-1)];
  const [setting, members] = last;
  const at = setting === '' ? '' : ` at ${setting}`;
  return {
    title: `Inside the techniques${at}`,
    note: '',
    charts: [
      ...(first === last
        ? []
        : [{ caption: `Latency distribution at ${first[0]}, the first setting`, chart: latencyCdfChart(first[1], look, context) }]),
      { caption: `Latency distribution${at}`, chart: latencyCdfChart(members, look, context) },
      { caption: `Mean latency by stage${at}`, chart: stagesChart(members, look, context) },
      { caption: `Cycles per packet by activity${at}`, chart: cyclesChart(members, look, context) },
      { caption: `Lost frames by place${at}`, chart: dropsChart(members, look, context) },
      { caption: `What each VM got of its demand${at}, with Jain’s fairness index`, chart: fairnessChart(members, look, context) },
      { caption: `Utilization of cores, links and PCIe${at}`, chart: utilizationChart(members, look, context) },
      ...(members.some(({ warmup }) => warmup)
        ? [
            {
              caption: `Latency along the run${at}: Welch’s plot, with where the measurement begins`,
              chart: welchChart(members, look, context),
            },
          ]
        : []),
    ],
  };
}

/** "offered load, % of line rate"; "the number of VMs". */
function inSentence(path: string, scenario: ChartContext['scenario']): string {
  const { title, unit } = settingName(path, scenario);
  const inside = /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
  if (unit !== '') return `${inside}, ${unit}`;
  return /^[^(]*s\b/.test(inside) && !inside.startsWith('cost') ? `the number of ${inside}` : inside;
}

/** What settings and costs do: elementary effects of each factor of the screened points. */
import type { Content } from 'pdfmake/interfaces.js';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { metricTitle } from '../../../shared/result/metric-titles.ts';
import { effectSizeText, importantFactors, interacts, parameterSentence, rangeText } from '../../../shared/result/parameter-words.ts';
import { screenedMetrics, type PointResult, type RunResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { chapter, paragraph, table, type Column } from './blocks.ts';

const MOST_ROWS = 15;

function columns(): readonly Column[] {
  return [
    { title: 'Setting or cost', width: '*' },
    { title: 'Range', width: 84, align: 'right' },
    ...screenedMetrics.map((metric): Column => ({ title: metricTitle(metric), width: 78, align: 'right' })),
  ];
}

/** Nothing for a run whose points were not screened. */
export function effectsChapter({ points, scenario }: RunResult): Content[] {
  const screened = points.filter(({ parameters }) => parameters);
  if (screened.length === 0) return [];
  return [
    chapter(sectionTitle('effects')),
    paragraph(
      'Settings and uncertain costs were varied together, one after the other along random trajectories (elementary effects, Morris 1991), with the packets of the first replication. Figures are for the whole range of a factor and relative to that of the point: the mean size of the effects (µ*), with + or - where the direction is always the same, and their standard deviation σ. A large σ (bold) says that the effect depends on the other factors, or is not linear.',
    ),
    ...screened.flatMap((point) => pointTable(point, scenario)),
  ];
}

function pointTable(point: PointResult, scenario: Scenario): Content[] {
  const { parameters, technique, settings } = point;
  if (!parameters) return [];
  const setting = settingsText(settings, scenario);
  const rows = importantFactors(parameters)
    .slice(0, MOST_ROWS)
    .map((factor) => [
      { text: factor.path, bold: interacts(factor) },
      rangeText(factor),
      ...screenedMetrics.map((metric) => effectSizeText(factor, metric)),
    ]);
  return [
    ...(rows.length > 0 ? [table(setting === '' ? technique : `${technique} at ${setting}`, columns(), rows)] : []),
    paragraph(parameterSentence(point, parameters), 'note'),
  ];
}

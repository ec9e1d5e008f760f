/** What the figures depend on: the costs of each screened point by the change that they make. */
import type { Content } from 'pdfmake/interfaces.js';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { metricTitle } from '../../../shared/result/metric-titles.ts';
import { changeText, importantCosts, sensitivitySentence } from '../../../shared/result/sensitivity-words.ts';
import { screenedMetrics, type PointResult, type RunResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { digits } from '../../../shared/units.ts';
import { chapter, paragraph, table, type Column } from './blocks.ts';

const MOST_ROWS = 12;

function columns(): readonly Column[] {
  return [
    { title: 'Cost', width: '*' },
    { title: 'Provenance', width: 56 },
    { title: 'Range', width: 80, align: 'right' },
    { title: 'Unit', width: 62 },
    ...screenedMetrics.map((metric): Column => ({ title: metricTitle(metric), width: 64, align: 'right' })),
  ];
}

/** Nothing for a run whose points were not screened. */
export function sensitivityChapter({ points, scenario }: RunResult): Content[] {
  const screened = points.filter(({ sensitivity }) => sensitivity);
  if (screened.length === 0) return [];
  return [
    chapter(sectionTitle('sensitivity')),
    paragraph(
      'Each uncertain cost was set to the low and to the high end of its range, one at a time, and the packets of the first replication were simulated again; the changes are given for both ends, the most important costs first. Changes below half a percent are within what chance does.',
    ),
    ...screened.flatMap((point) => pointTable(point, scenario)),
  ];
}

function pointTable(point: PointResult, scenario: Scenario): Content[] {
  const { sensitivity, technique, settings } = point;
  if (!sensitivity) return [];
  const setting = settingsText(settings, scenario);
  const costs = importantCosts(sensitivity);
  const sentence = sensitivitySentence(point, sensitivity);
  if (costs.length === 0) return [paragraph(sentence)];
  const more = costs.length > MOST_ROWS ? ` ${costs.length - MOST_ROWS} more change a figure by half a percent or more.` : '';
  return [
    table(
      setting === '' ? technique : `${technique} at ${setting}`,
      columns(),
      costs
        .slice(0, MOST_ROWS)
        .map((cost) => [
          { text: cost.name, bold: true },
          cost.provenance,
          `${digits(cost.low)}–${digits(cost.high)}`,
          cost.unit,
          ...screenedMetrics.map((metric) => changeText(cost, metric)),
        ]),
    ),
    paragraph(`${sentence}${more}`, 'note'),
  ];
}

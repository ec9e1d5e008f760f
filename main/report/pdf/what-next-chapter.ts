/** What would help: changes that a person can make, each with its measured gain. */
import type { Content } from 'pdfmake/interfaces.js';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { whatNextMetrics, type PointResult, type RunResult } from '../../../shared/result/schema.ts';
import { capitalised } from '../../../shared/capitalised.ts';
import { metricTitle } from '../../../shared/result/metric-titles.ts';
import { effectText, helps, whatNextSentence } from '../../../shared/result/what-next-words.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { chapter, paragraph, table, type Column } from './blocks.ts';

const MOST_ROWS = 10;

const columns: readonly Column[] = [
  { title: 'Change', width: '*' },
  ...whatNextMetrics.map((metric): Column => ({ title: metricTitle(metric), width: 84, align: 'right' })),
];

/** Nothing for a run that was not asked. */
export function whatNextChapter({ points, scenario }: RunResult): Content[] {
  const asked = points.filter(({ whatNext }) => whatNext);
  if (asked.length === 0) return [];
  return [
    chapter(sectionTitle('what-next')),
    paragraph(
      'Changes that a person can make were simulated with the same packets as the point, in all replications. Each figure is the mean of the paired differences with the half-width of its 95 % interval, not corrected for the number of changes; what helps for certain is bold.',
    ),
    ...asked.flatMap((point) => pointTable(point, scenario)),
  ];
}

function pointTable(point: PointResult, scenario: Scenario): Content[] {
  const { whatNext, technique, settings } = point;
  if (!whatNext) return [];
  const setting = settingsText(settings, scenario);
  const rows = whatNext.changes
    .slice(0, MOST_ROWS)
    .map((change) => [
      { text: capitalised(change.title), bold: helps(change, whatNext.measure) },
      ...whatNextMetrics.map((metric) => effectText(change, metric)),
    ]);
  const impossible = whatNext.impossible.map(({ title, reason }) => paragraph(`Not possible: ${title}. ${reason}`, 'note'));
  return [
    ...(rows.length > 0 ? [table(setting === '' ? technique : `${technique} at ${setting}`, columns, rows)] : []),
    paragraph(whatNextSentence(point, whatNext), 'note'),
    ...impossible,
  ];
}

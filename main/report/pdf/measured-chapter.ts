/** Values measured on real systems beside the simulated ones: what the project lays beside the run. */
import type { Content } from 'pdfmake/interfaces.js';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { layBeside } from '../../../shared/measured/beside.ts';
import { leftOutSentences, measuredText, residualText, simulatedText, withinText } from '../../../shared/measured/beside-words.ts';
import type { KeptMeasurement } from '../../../shared/measured/kept.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { replacedCosts } from '../../../shared/scenario/cost-sources.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { metricTitle } from '../../../shared/result/metric-titles.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { dateInWords } from '../run-facts.ts';
import { chapter, paragraph, table, type Column } from './blocks.ts';

const columns: readonly Column[] = [
  { title: 'Measured series', width: 74 },
  { title: 'Point', width: '*' },
  { title: 'Metric', width: 66 },
  { title: 'Measured', width: 76, align: 'right' },
  { title: 'Simulated', width: 70, align: 'right' },
  { title: 'Residual', width: 42, align: 'right' },
  { title: 'Simulated interval', width: 48 },
];

/** Nothing for a run that no measurement is laid beside. */
export function measuredChapter(result: RunResult, measurements: readonly KeptMeasurement[]): Content[] {
  if (measurements.length === 0) return [];
  return [
    chapter(sectionTitle('measured')),
    paragraph(
      `Residual = (simulated - measured) / measured. Inside: the interval of the simulation holds the measured value, or a part of its interval. ${fitSentence(result.scenario)}`,
    ),
    ...measurements.flatMap((measurement) => besideTable(measurement, result)),
  ];
}

/** A small residual of what was fitted is no confirmation. */
function fitSentence(scenario: Scenario): string {
  const fitted = [...replacedCosts(scenario)].flatMap(([name, source]) => (source?.provenance === 'derived' ? [name] : []));
  return fitted.length === 0
    ? 'No cost of the scenario was fitted to measured values.'
    : `Fitted to measured values: ${fitted.join(', ')} (${sectionTitle('parameters')}). Small residuals of the values that they were fitted to confirm nothing.`;
}

function besideTable({ fileName, result: measured }: KeptMeasurement, { points, scenario }: RunResult): Content[] {
  const { compared, leftOut } = layBeside(measured, points);
  const rows = compared.map((one) => {
    const setting = settingsText(one.settings, scenario);
    return [
      { text: one.label || fileName, bold: true },
      setting === '' ? one.technique : { text: one.technique, note: setting },
      metricTitle(one.metric),
      measuredText(one.measured, one.unit),
      simulatedText(one),
      residualText(one.residual),
      withinText(one.within),
    ];
  });
  const origin = [measured.title, measured.measuredAt ? `measured ${dateInWords(measured.measuredAt)}` : ''].filter(Boolean).join(', ');
  return [
    ...(rows.length > 0 ? [table(fileName, columns, rows)] : []),
    ...[`${fileName}: ${origin}.`, ...measured.warnings, ...leftOutSentences(leftOut)].map((text) => paragraph(text, 'note')),
  ];
}

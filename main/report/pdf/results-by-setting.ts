/** The figures of every point, its bottleneck and what would relieve it: one table for each setting. */
import type { Content } from 'pdfmake/interfaces.js';
import { metricOf } from '../../../shared/charts/point-series.ts';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import type { MetricName, PointResult, RunResult } from '../../../shared/result/schema.ts';
import { digits, formatMetric } from '../../../shared/units.ts';
import { coreText, type SettingVerdict } from '../verdict.ts';
import { chapter, paragraph, section, table, type Column, type TableEntry } from './blocks.ts';

const metrics: readonly (readonly [name: MetricName, title: string])[] = [
  ['offeredPps', 'Offered'],
  ['deliveredPps', 'Delivered'],
  ['deliveredBps', 'Through-put'],
  ['lossRatio', 'Loss'],
  ['latencyP50Ns', 'Latency p50'],
  ['latencyP99Ns', 'Latency p99'],
  ['cyclesPerPacket', 'Cycles per packet'],
  ['cpuUtilization', 'CPU'],
  ['jainIndex', 'Jain’s index'],
];

const pointColumns: readonly Column[] = [
  { title: 'Technique', width: '*' },
  ...metrics.map(([, title]): Column => ({ title, width: 36, align: 'right' })),
];

const verdictColumns: readonly Column[] = [
  { title: 'Setting', width: 110 },
  { title: 'Most throughput per busy core', width: 120 },
  { title: 'Next', width: 120 },
  { title: 'Certain?', width: '*' },
];

const bottleneckColumns: readonly Column[] = [
  { title: 'Technique', width: 84 },
  { title: 'Bottleneck', width: '*' },
  { title: 'What helps next, with the gain measured for 10 % more speed', width: 180 },
];

/** The best technique at each setting; nothing for a run with one setting, whose verdict stands on the first page. */
export function verdictTable(verdicts: readonly SettingVerdict[]): Content[] {
  if (verdicts.length < 2) return [];
  return [
    section('Most throughput per busy core, by setting'),
    paragraph('Delivered bits per second divided by the number of cores kept busy, native left out as the baseline.', 'note'),
    table(
      verdictColumns,
      verdicts.map(({ setting, ranking: [best, next], confidence }) => [
        setting,
        best ? `${best.point.technique}: ${coreText(best)}` : '–',
        next ? `${next.point.technique}: ${coreText(next)}` : '–',
        confidence === '' ? '–' : certainty(confidence),
      ]),
    ),
  ];
}

export function resultsBySetting({ points, scenario }: RunResult, verdicts: readonly SettingVerdict[]): Content[] {
  const settings = [...Map.groupBy(points, (point) => settingsText(point.settings, scenario))];
  if (settings.length === 0) return [];
  return [
    chapter('Results by setting'),
    paragraph(
      'Means over the replications, with the half-width of the 95 % confidence interval below. † The system is overloaded: loss and latency depend on the length of the run.',
    ),
    ...verdictTable(verdicts),
    ...settings.flatMap(([setting, members]) => [
      section(setting === '' ? 'Figures of the techniques' : `At ${setting}`),
      table(pointColumns, members.map(pointRow)),
      table(bottleneckColumns, members.filter(({ refusal }) => refusal === null).map(bottleneckRow)),
      ...remarks(members),
    ]),
  ];
}

function pointRow(point: PointResult): readonly TableEntry[] {
  if (point.refusal !== null) return [{ text: `${point.technique} (refused)`, colour: '#4a5565' }, ...metrics.map(() => '–')];
  return [
    { text: point.overloaded ? `${point.technique} †` : point.technique, bold: true },
    ...metrics.map(([name]): TableEntry => {
      const { mean, ci95, unit } = metricOf(point, name);
      const format = (value: number): string => formatMetric(value, unit).replace(/ cycles$/, '');
      return { value: format(mean), interval: ci95 === null ? '' : `± ${format(ci95)}` };
    }),
  ];
}

function bottleneckRow({ technique, bottleneck }: PointResult): readonly TableEntry[] {
  const helpful = bottleneck.knobs.filter(({ gainPercent }) => gainPercent > 0).slice(0, 2);
  const words = helpful.map(
    ({ resource, advice, gainPercent, measure }) =>
      `${resource} (${advice}): ${digits(gainPercent)} % ${measure === 'throughput' ? 'more delivered' : 'less latency'}`,
  );
  return [{ text: technique, bold: true }, bottleneck.sentence, words.length > 0 ? words.join('; ') : '–'];
}

/** Reasons of refusals and remarks on points, each once with the techniques that it is about. */
function remarks(points: readonly PointResult[]): Content[] {
  const said = points.flatMap(({ technique, refusal, remarks: texts }) =>
    [...(refusal === null ? [] : [`Refused: ${refusal}`]), ...texts].map((text) => ({ technique, text })),
  );
  return [...Map.groupBy(said, ({ text }) => text)].map(([text, who]) =>
    paragraph(`${who.map(({ technique }) => technique).join(', ')}: ${text}`, 'note'),
  );
}

function certainty(confidence: string): string {
  if (confidence.startsWith('The lead')) return 'yes, 95 %';
  return confidence.startsWith('With one') ? 'one replication only' : 'no';
}

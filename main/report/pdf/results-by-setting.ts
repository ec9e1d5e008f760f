/** The figures of every point, its bottleneck and what would relieve it: one table for each setting. */
import type { Content } from 'pdfmake/interfaces.js';
import { measuredPoints, metricOf } from '../../../shared/charts/point-series.ts';
import { settingsText } from '../../../shared/charts/setting-name.ts';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { boundGap } from '../../../shared/result/bound-words.ts';
import { comparisonNote, comparisonSentences } from '../../../shared/result/comparison-words.ts';
import { isPartial, partialText } from '../../../shared/result/partial.ts';
import type { MetricName, PointResult, RunResult } from '../../../shared/result/schema.ts';
import { causesText, stoppingText } from '../../../shared/result/trust-words.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { digits, formatPercent, formatRate, formatTimeNs } from '../../../shared/units.ts';
import { coreText, type SettingVerdict } from '../throughput-per-core.ts';
import { colours } from './theme.ts';
import { chapter, paragraph, table, type Column, type TableEntry } from './blocks.ts';

/** Gains below this are within what chance does, percent. */
const LEAST_GAIN = 0.5;

interface MetricColumn {
  readonly name: MetricName;
  readonly title: string;
  readonly width: number;
  readonly format: (value: number) => string;
}

const perSecond = (value: number): string => formatRate(value, 'pps');

const metricColumns: readonly MetricColumn[] = [
  { name: 'offeredPps', title: 'Offered', width: 38, format: perSecond },
  { name: 'deliveredPps', title: 'Delivered', width: 38, format: perSecond },
  { name: 'deliveredBps', title: 'Throughput', width: 47, format: (value) => formatRate(value, 'bit/s') },
  { name: 'lossRatio', title: 'Loss', width: 32, format: formatPercent },
  { name: 'latencyP50Ns', title: 'Latency p50', width: 36, format: formatTimeNs },
  { name: 'latencyP99Ns', title: 'Latency p99', width: 36, format: formatTimeNs },
  { name: 'cyclesPerPacket', title: 'Cycles per packet', width: 34, format: digits },
  { name: 'cpuUtilization', title: 'CPU', width: 34, format: formatPercent },
  { name: 'jainIndex', title: 'Jain’s index', width: 28, format: (value) => value.toFixed(3) },
];

const pointColumns: readonly Column[] = [
  { title: 'Technique', width: '*' },
  ...metricColumns.map(({ title, width }): Column => ({ title, width, align: 'right' })),
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
    table(
      'Most throughput per busy core, by setting',
      verdictColumns,
      verdicts.map(({ setting, ranking: [best, next], confidence }) => [
        setting,
        best ? `${best.point.technique}: ${coreText(best)}` : '–',
        next ? `${next.point.technique}: ${coreText(next)}` : '–',
        confidence === '' ? '–' : certainty(confidence),
      ]),
    ),
    paragraph('Delivered bits per second divided by the number of cores kept busy; native is the baseline and left out.', 'note'),
  ];
}

export function resultsBySetting({ points, scenario }: RunResult, verdicts: readonly SettingVerdict[]): Content[] {
  const settings = [...Map.groupBy(points, (point) => settingsText(point.settings, scenario))];
  if (measuredPoints(points).length === 0) return [];
  return [
    chapter(sectionTitle('results')),
    paragraph(
      'Means over the replications, with the half-width of the 95 % confidence interval below; without one where all replications gave the same, or where there is only one, and for latencies that grew as long as the point ran. † The system is overloaded: loss and latency depend on the length of the run. ‡ Fewer than ten samples of a replication beyond this percentile: too few to trust it.',
    ),
    ...verdictTable(verdicts),
    ...settings.flatMap(([setting, members]) => [
      table(
        setting === '' ? 'Figures of the techniques' : `At ${setting}`,
        pointColumns,
        members.map((point) => pointRow(point, scenario)),
      ),
      ...uncertaintyTable(members),
      ...comparison(members, scenario),
      ...bottleneckTable(members),
      ...remarks(members),
    ]),
  ];
}

function pointRow(point: PointResult, scenario: Scenario): readonly TableEntry[] {
  if (point.refusal !== null) return [{ text: `${point.technique} (refused)`, colour: colours.soft }, ...metricColumns.map(() => '–')];
  return [
    {
      text: `${point.technique}${point.overloaded ? ' †' : ''}${isPartial(point, scenario) ? ` (partial: ${partialText(point, scenario)})` : ''}`,
      bold: true,
    },
    ...metricColumns.map(({ name, format }): TableEntry => {
      const { mean, ci95, tooFewSamples = false } = metricOf(point, name);
      const interval = ci95 === null || format(ci95) === format(0) ? '' : `± ${format(ci95)}`;
      return { value: tooFewSamples ? `${format(mean)} ‡` : format(mean), interval };
    }),
  ];
}

/** By how much the best is ahead in each metric; nothing with one technique or one replication. */
function comparison(points: readonly PointResult[], scenario: Scenario): Content[] {
  const sentences = comparisonSentences(points, scenario);
  if (sentences.length === 0) return [];
  return [...sentences.map((sentence) => paragraph(sentence)), paragraph(comparisonNote(points, scenario), 'note')];
}

/** Intervals that hold the uncertainty of the costs; nothing for a run that does not draw them. */
function uncertaintyTable(points: readonly PointResult[]): Content[] {
  const drawn = points.filter((point) => point.refusal === null && metricOf(point, 'deliveredPps').uncertainty);
  const uncertainty = drawn[0] && metricOf(drawn[0], 'deliveredPps').uncertainty;
  if (!uncertainty) return [];
  return [
    table(
      `With the uncertainty of the costs: ${Math.round(100 * uncertainty.probability)} % over ${uncertainty.draws} draws`,
      pointColumns,
      drawn.map((point) => [
        { text: point.technique, bold: true },
        ...metricColumns.map(({ name, format }): TableEntry => {
          const interval = metricOf(point, name).uncertainty;
          return interval ? { value: format(interval.low), interval: `to ${format(interval.high)}` } : '–';
        }),
      ]),
    ),
  ];
}

function bottleneckTable(points: readonly PointResult[]): Content[] {
  const rows = points.filter(({ refusal }) => refusal === null).map(bottleneckRow);
  return rows.length > 0 ? [table('', bottleneckColumns, rows)] : [];
}

function bottleneckRow(point: PointResult): readonly TableEntry[] {
  const { technique, bottleneck } = point;
  const helpful = bottleneck.knobs.filter(({ gainPercent }) => gainPercent >= LEAST_GAIN).slice(0, 2);
  const words = helpful.map(
    ({ resource, advice, gainPercent, measure }) =>
      `${resource} (${advice}): ${gainPercent.toFixed(1)} % ${measure === 'throughput' ? 'more delivered' : 'less latency'}`,
  );
  return [
    { text: technique, bold: true },
    [bottleneck.sentence, boundGap(point)].filter(Boolean).join(' '),
    words.length > 0 ? words.join('; ') : '–',
  ];
}

/** What ended the replications of the points, those alike together. */
function endings(points: readonly PointResult[]): { readonly technique: string; readonly text: string }[] {
  return points.flatMap(({ technique, stopping, replications }) =>
    stopping ? [{ technique, text: `Replications: ${stoppingText(stopping, replications)}.` }] : [],
  );
}

/** Why points are overloaded. */
function overloads(points: readonly PointResult[]): { readonly technique: string; readonly text: string }[] {
  return points
    .filter(({ overloaded }) => overloaded)
    .map((point) => ({ technique: point.technique, text: `Overloaded: ${causesText(point)}.` }));
}

/** Reasons of refusals and remarks on points, each once with the techniques that it is about; those that differ in a number only, together. */
function remarks(points: readonly PointResult[]): Content[] {
  const said = [
    ...overloads(points),
    ...endings(points),
    ...points.flatMap(({ technique, refusal, remarks: texts }) =>
      [...(refusal === null ? [] : [`Refused: ${refusal}`]), ...texts].map((text) => ({ technique, text })),
    ),
  ];
  const alike = Map.groupBy(said, ({ text }) => text.replace(/\d+/g, '#'));
  return [...alike.values()].map((who) => {
    const techniques = [...new Set(who.map(({ technique }) => technique))].join(', ');
    return paragraph(`${techniques}: ${withRanges(who.map(({ text }) => text))}`, 'note');
  });
}

/** The text that all share, with "4157 to 4891" where their whole numbers differ. */
function withRanges(texts: readonly string[]): string {
  const numbers = texts.map((text) => (text.match(/\d+/g) ?? []).map(Number));
  let at = -1;
  return (texts[0] ?? '').replace(/\d+/g, (number) => {
    at += 1;
    const values = numbers.map((found) => found[at] ?? 0);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? number : `${least} to ${most}`;
  });
}

function certainty(confidence: string): string {
  if (confidence.startsWith('The lead')) return 'yes, 95 %';
  return confidence.startsWith('With one') ? 'one replication only' : 'no';
}

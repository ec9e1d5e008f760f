/** Results of a run for people: one aligned table over all points, with what limits each of them, at most 100 columns wide. */
import { capitalised } from '../../shared/capitalised.ts';
import { domainOfApplicability } from '../../shared/catalogue/domain-of-applicability.ts';
import { comparisonNote, comparisonSentences } from '../../shared/result/comparison-words.ts';
import { isPartial, partialNotes } from '../../shared/result/partial.ts';
import { boundGap } from '../../shared/result/bound-words.ts';
import type { MetricName, PointResult, RunResult } from '../../shared/result/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { stoppingText } from '../../shared/result/trust-words.ts';
import { fewestReplications, mostReplications } from '../../shared/scenario/stopping.ts';
import { digits, formatMetric, formatPercent, formatRate, formatTimeNs } from '../../shared/units.ts';
import { clip, textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const LONGEST_LABEL = 24;
/** Marks, explained under the table. */
const OVERLOADED = ' !';
const TOO_FEW = '*';

/** Columns of a table; the first names the technique. */
interface Columns {
  readonly head: readonly string[];
  /** Figures of a point, one for each further column. */
  readonly figures: (point: PointResult) => string[];
}

const networkColumns: Columns = {
  head: ['technique', 'delivered', '± 95 %', 'rate', 'loss', 'p50', 'p99', 'cycles/pkt', 'CPU'],
  figures: (point) => [
    formatRate(meanOf(point, 'deliveredPps'), 'pps'),
    uncertainty(point, 'deliveredPps'),
    formatRate(meanOf(point, 'deliveredBps'), 'bit/s'),
    formatPercent(meanOf(point, 'lossRatio')),
    percentile(point, 'latencyP50Ns'),
    percentile(point, 'latencyP99Ns'),
    digits(meanOf(point, 'cyclesPerPacket')),
    formatPercent(meanOf(point, 'cpuUtilization')),
  ],
};

const dmaColumns: Columns = {
  head: ['technique', 'payload', '± 95 %', 'transfers', 'mean', '± 95 %', 'p50', 'p95', 'p99.9'],
  figures: (point) => [
    formatRate(meanOf(point, 'deliveredBps'), 'bit/s'),
    uncertainty(point, 'deliveredBps'),
    formatRate(meanOf(point, 'deliveredPps'), '/s'),
    formatTimeNs(meanOf(point, 'latencyMeanNs')),
    uncertainty(point, 'latencyMeanNs'),
    percentile(point, 'latencyP50Ns'),
    percentile(point, 'latencyP95Ns'),
    percentile(point, 'latencyP999Ns'),
  ],
};

export function runTable(result: RunResult): string {
  const { points } = result;
  const isDma = result.scenario.method.kind === 'dma-benchmark';
  const columns = isDma ? dmaColumns : networkColumns;
  const alignRight = new Set(columns.head.map((_, column) => column).slice(1));
  const lines = textTable([columns.head, ...points.map((point) => rowOf(point, columns, result.scenario))], { alignRight }).split('\n');
  const [head = '', ...rows] = lines;
  let setting = '';
  const body = points.flatMap((point, index) => {
    const title = settingTitle(point);
    const heading = title === setting ? [] : ['', wrap(title, WIDTH), head];
    setting = title;
    const isLast = points[index + 1] === undefined || settingTitle(points[index + 1] as PointResult) !== title;
    const comparison = isLast
      ? comparisonLines(
          points.filter((other) => settingTitle(other) === title),
          result.scenario,
        )
      : [];
    return [...heading, rows[index] ?? '', ...sentencesOf(point, isDma), ...comparison];
  });
  const start = setting === '' ? ['', head] : [];
  const partial = partialNotes(points, result.scenario).map((note) => wrap(note, WIDTH));
  return [...introduction(result), ...partial, ...start, ...body, ...legend(rows), ...remarks(points), ...domain()].join('\n');
}

function introduction({ scenario, seed, points, engineVersion }: RunResult): string[] {
  const { durationMs, costDraws, stopping } = scenario.method;
  const [fewest, most] = [fewestReplications(scenario), mostReplications(scenario)];
  const count = (amount: number, what: string) => `${amount} ${what}${amount === 1 ? '' : 's'}`;
  const facts = [
    count(points.length, 'point'),
    stopping
      ? `${fewest} to ${most} replications of ${digits(durationMs)} ms`
      : `${count(fewest, 'replication')} of ${digits(durationMs)} ms`,
    ...(costDraws > 0 ? [`${costDraws} draws of the costs`] : []),
    `seed ${seed}`,
    `cost model ${scenario.costModel}`,
    `engine ${engineVersion}`,
  ];
  return [wrap(scenario.name, WIDTH), wrap(facts.join(', '), WIDTH)];
}

function settingTitle({ settings }: PointResult): string {
  return Object.entries(settings)
    .map(([path, value]) => `${path} = ${value}`)
    .join(', ');
}

function rowOf(point: PointResult, { head, figures }: Columns, scenario: Scenario): string[] {
  const name = isPartial(point, scenario) ? `${point.technique} (${point.replications}/${fewestReplications(scenario)})` : point.technique;
  const label = `${clip(name, LONGEST_LABEL)}${point.overloaded ? OVERLOADED : ''}`;
  return point.refusal === null ? [label, ...figures(point)] : [label, 'refused', ...head.slice(2).map(() => '')];
}

function meanOf({ metrics }: PointResult, name: MetricName): number {
  return metrics[name]?.mean ?? 0;
}

/** Marked where it has too few samples. */
function percentile(point: PointResult, name: MetricName): string {
  return `${formatTimeNs(meanOf(point, name))}${point.metrics[name]?.tooFewSamples ? TOO_FEW : ''}`;
}

/** Half-width of a metric’s confidence interval, relative to it; a dash with one replication. */
function uncertainty({ metrics }: PointResult, name: MetricName): string {
  const metric = metrics[name];
  if (!metric || metric.ci95 === null || metric.mean === 0) return '–';
  return formatPercent(Number((metric.ci95 / metric.mean).toPrecision(2)));
}

function sentencesOf(point: PointResult, isDma: boolean): string[] {
  const uncertain = point.refusal === null ? costUncertainty(point, isDma) : '';
  return [
    wrap(`  ${point.refusal ?? point.bottleneck.sentence}`, WIDTH, '  '),
    ...(point.stopping ? [wrap(`  ${capitalised(stoppingText(point.stopping, point.replications))}.`, WIDTH, '  ')] : []),
    ...(point.refusal === null && boundGap(point) !== '' ? [wrap(`  ${boundGap(point)}`, WIDTH, '  ')] : []),
    ...(uncertain === '' ? [] : [wrap(`  ${uncertain}`, WIDTH, '  ')]),
  ];
}

/** What the comparison of the techniques at one setting shows. */
function comparisonLines(points: readonly PointResult[], scenario: Scenario): string[] {
  const sentences = comparisonSentences(points, scenario);
  if (sentences.length === 0) return [];
  return ['', ...[...sentences, comparisonNote(points, scenario)].map((text) => wrap(`  ${text}`, WIDTH, '  '))];
}

/** The marks that are in the rows. */
function legend(rows: readonly string[]): string[] {
  const has = (mark: RegExp): boolean => rows.some((row) => mark.test(row));
  const lines = [
    ...(has(/^\S.*? !(?: |$)/) ? ['! Overloaded: more than 0.1 % was lost, or latency grew without bound.'] : []),
    ...(has(/ [nµm]?s\*/) ? ['* Fewer than ten samples of a replication beyond this percentile: too few to trust it.'] : []),
  ];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => wrap(line, WIDTH, '  '))];
}

/** Intervals that hold the uncertainty of the costs, or empty. */
function costUncertainty({ metrics }: PointResult, isDma: boolean): string {
  const names: readonly (readonly [metric: MetricName, title: string])[] = isDma
    ? [
        ['deliveredBps', 'payload'],
        ['latencyMeanNs', 'mean'],
      ]
    : [
        ['deliveredPps', 'delivered'],
        ['latencyP50Ns', 'p50'],
        ['latencyP99Ns', 'p99'],
        ['cyclesPerPacket', 'cycles/pkt'],
        ['cpuUtilization', 'CPU'],
      ];
  const first = metrics[names[0]?.[0] ?? '']?.uncertainty;
  if (!first) return '';
  const intervals = names.flatMap(([name, title]) => {
    const metric = metrics[name];
    if (!metric?.uncertainty) return [];
    const { low, high } = metric.uncertainty;
    return [`${title} ${formatMetric(low, metric.unit)} to ${formatMetric(high, metric.unit)}`];
  });
  return `With the uncertainty of the costs (${first.draws} draws, ${formatPercent(Number(first.probability.toPrecision(2)))}): ${intervals.join(', ')}.`;
}

/** Remarks that differ only in their numbers stand once, with how many points have one. */
function remarks(points: readonly PointResult[]): string[] {
  const kinds = new Map<string, { readonly first: string; readonly text: string; count: number }>();
  for (const point of points) {
    for (const text of point.remarks) {
      const kind = text.replaceAll(/[\d.,]+/g, '#');
      const known = kinds.get(kind);
      if (known) known.count += 1;
      else kinds.set(kind, { first: [point.technique, settingTitle(point)].filter(Boolean).join(', '), text, count: 1 });
    }
  }
  const lines = [...kinds.values()].map(({ first, text, count }) => {
    const more = count === 1 ? '' : ` (and ${count - 1} more ${count === 2 ? 'point' : 'points'})`;
    return wrap(`  ${first}${more}: ${text}`, WIDTH, '  ');
  });
  return lines.length === 0 ? [] : ['', 'Remarks', ...lines];
}

function domain(): string[] {
  return ['', 'Domain of applicability', ...domainOfApplicability().map((sentence) => wrap(`  ${sentence}`, WIDTH, '  '))];
}

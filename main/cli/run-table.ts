/** Results of a run for people: one aligned table over all points, with what limits each of them, at most 100 columns wide. */
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { digits, formatPercent, formatRate, formatTimeNs } from '../../shared/units.ts';
import { clip, textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const LONGEST_LABEL = 24;
const HEAD = ['technique', 'delivered', '± 95 %', 'rate', 'loss', 'p50', 'p99', 'cycles/pkt', 'CPU'];
const NUMBERS = new Set(HEAD.map((_, column) => column).slice(1));

export function runTable(result: RunResult): string {
  const { points } = result;
  const lines = textTable([HEAD, ...points.map(figures)], { alignRight: NUMBERS }).split('\n');
  const [head = '', ...rows] = lines;
  let setting = '';
  const body = points.flatMap((point, index) => {
    const title = settingTitle(point);
    const heading = title === setting ? [] : ['', wrap(title, WIDTH), head];
    setting = title;
    return [...heading, rows[index] ?? '', ...sentencesOf(point)];
  });
  const start = setting === '' ? ['', head] : [];
  return [...introduction(result), ...start, ...body, ...remarks(points)].join('\n');
}

function introduction({ scenario, seed, points, engineVersion }: RunResult): string[] {
  const { replications, durationMs } = scenario.method;
  const count = (amount: number, what: string) => `${amount} ${what}${amount === 1 ? '' : 's'}`;
  const facts = [
    count(points.length, 'point'),
    `${count(replications, 'replication')} of ${digits(durationMs)} ms`,
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

function figures(point: PointResult): string[] {
  const label = clip(point.technique, LONGEST_LABEL);
  if (point.refusal !== null) return [label, 'refused', ...HEAD.slice(2).map(() => '')];
  const mean = (name: string) => point.metrics[name]?.mean ?? 0;
  return [
    label,
    formatRate(mean('deliveredPps'), 'pps'),
    uncertainty(point),
    formatRate(mean('deliveredBps'), 'bit/s'),
    formatPercent(mean('lossRatio')),
    formatTimeNs(mean('latencyP50Ns')),
    formatTimeNs(mean('latencyP99Ns')),
    digits(mean('cyclesPerPacket')),
    formatPercent(mean('cpuUtilization')),
  ];
}

/** Half-width of the confidence interval of the delivered rate, relative to it; a dash with one replication. */
function uncertainty({ metrics }: PointResult): string {
  const delivered = metrics['deliveredPps'];
  if (!delivered || delivered.ci95 === null || delivered.mean === 0) return '–';
  return formatPercent(Number((delivered.ci95 / delivered.mean).toPrecision(2)));
}

function sentencesOf(point: PointResult): string[] {
  return [wrap(`  ${point.refusal ?? point.bottleneck.sentence}`, WIDTH, '  ')];
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

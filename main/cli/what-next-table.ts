/** What would help the points of a run, for people: changes by their gain, at most 100 columns wide. */
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { capitalised } from '../../shared/capitalised.ts';
import { effectText, whatNextSentence } from '../../shared/result/what-next-words.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const MOST_ROWS = 8;
const LONGEST_TITLE = 34;
const HEAD = ['change', 'throughput', 'latency', 'cycles/pkt'];

/** Empty for a run that was not asked. */
export function whatNextTable({ points }: RunResult): string {
  const asked = points.filter(({ whatNext }) => whatNext);
  if (asked.length === 0) return '';
  return [
    '',
    'What would help',
    wrap(
      'Changes that a person can make, each simulated with the same packets in all replications; ± 95 % of the paired differences.',
      WIDTH,
    ),
    ...asked.flatMap(pointLines),
  ].join('\n');
}

function pointLines(point: PointResult): string[] {
  const { whatNext, settings } = point;
  if (!whatNext) return [];
  const setting = Object.entries(settings).map(([path, value]) => `${path} = ${value}`);
  const rows = whatNext.changes.slice(0, MOST_ROWS).flatMap((change) => {
    const [title = '', ...rest] = wrap(capitalised(change.title), LONGEST_TITLE).split('\n');
    const effects = (['deliveredBps', 'latencyMeanNs', 'cyclesPerPacket'] as const).map((metric) => effectText(change, metric));
    return [[title, ...effects], ...rest.map((line) => [`  ${line}`, '', '', ''])];
  });
  const more = whatNext.changes.length - Math.min(MOST_ROWS, whatNext.changes.length);
  return [
    '',
    wrap(`  ${[...setting, whatNextSentence(point, whatNext)].join(': ')}`, WIDTH, '  '),
    ...(rows.length > 0 ? [textTable([HEAD, ...rows], { indent: 2, alignRight: new Set([1, 2, 3]) })] : []),
    ...(more > 0 ? [`  ${more} more: see --json.`] : []),
    ...whatNext.impossible.map(({ title, reason }) => wrap(`  Not possible: ${title}. ${reason}`, WIDTH, '  ')),
  ];
}

/** What the points of a run depend on, for people: costs by the change that they make, at most 100 columns wide. */
import { changeText, importantCosts, sensitivitySentence } from '../../shared/result/sensitivity-words.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { digits } from '../../shared/units.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const MOST_ROWS = 10;
const HEAD = ['cost', 'provenance', 'range', 'delivered', 'latency', 'cycles/pkt'];

/** Empty for a run without screening. */
export function sensitivityTable({ points }: RunResult): string {
  const screened = points.filter(({ sensitivity }) => sensitivity);
  if (screened.length === 0) return '';
  return [
    '',
    'What the figures depend on',
    wrap('Change of the figures with a cost at the low and at the high end of its range, one at a time, the same packets.', WIDTH),
    ...screened.flatMap(pointLines),
  ].join('\n');
}

function pointLines(point: PointResult): string[] {
  const { sensitivity, settings } = point;
  if (!sensitivity) return [];
  const setting = Object.entries(settings).map(([path, value]) => `${path} = ${value}`);
  const costs = importantCosts(sensitivity);
  const rows = costs
    .slice(0, MOST_ROWS)
    .map((cost) => [
      cost.name,
      cost.provenance,
      `${digits(cost.low)}–${digits(cost.high)}`,
      changeText(cost, 'deliveredPps'),
      changeText(cost, 'latencyMeanNs'),
      changeText(cost, 'cyclesPerPacket'),
    ]);
  const more = costs.length - rows.length;
  return [
    '',
    wrap([...setting, sensitivitySentence(point, sensitivity)].join(': '), WIDTH, '  '),
    ...(rows.length > 0 ? [textTable([HEAD, ...rows], { indent: 2, alignRight: new Set([2, 3, 4, 5]) })] : []),
    ...(more > 0 ? [`  ${more} more change them by half a percent or more: see --json.`] : []),
  ];
}

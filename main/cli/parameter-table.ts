/** What settings and costs do to the points of a run, for people: factors by the size of their effects, at most 100 columns wide. */
import { screenedMetrics, type PointResult, type RunResult } from '../../shared/result/schema.ts';
import { importantFactors, interacts, meanSizeText, parameterSentence, rangeText } from '../../shared/result/parameter-words.ts';
import { clip, textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const MOST_ROWS = 12;
const LONGEST_PATH = 34;
const LONGEST_RANGE = 17;
const HEAD = ['setting or cost', 'range', 'delivered', 'latency', 'cycles/pkt', 'on others'];

/** Empty for a run that was not screened. */
export function parameterTable({ points }: RunResult): string {
  const screened = points.filter(({ parameters }) => parameters);
  if (screened.length === 0) return '';
  return [
    '',
    'What settings and costs do',
    wrap(
      'Elementary effects (Morris) for the whole range of each: mean size, with + or - where the direction is always the same, and whether it depends on the others (or is not linear).',
      WIDTH,
    ),
    ...screened.flatMap(pointLines),
  ].join('\n');
}

function pointLines(point: PointResult): string[] {
  const { parameters, settings } = point;
  if (!parameters) return [];
  const setting = Object.entries(settings).map(([path, value]) => `${path} = ${value}`);
  const important = importantFactors(parameters);
  const rows = important
    .slice(0, MOST_ROWS)
    .map((factor) => [
      clip(factor.path, LONGEST_PATH),
      clip(rangeText(factor), LONGEST_RANGE),
      ...screenedMetrics.map((metric) => meanSizeText(factor, metric)),
      interacts(factor) ? 'depends' : '–',
    ]);
  const more = important.length - rows.length;
  return [
    '',
    wrap(`  ${[...setting, parameterSentence(point, parameters)].join(': ')}`, WIDTH, '  '),
    ...(rows.length > 0 ? [textTable([HEAD, ...rows], { indent: 2, alignRight: new Set([1, 2, 3, 4]) })] : []),
    ...(more > 0 ? [`  ${more} more change a figure by a percent or more: see --json.`] : []),
  ];
}

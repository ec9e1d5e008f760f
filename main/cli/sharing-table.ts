/** Two projects beside each other as text, at most 120 columns wide. */
import type { MetricName } from '../../shared/result/schema.ts';
import type { ProjectComparison, RunComparison } from '../../shared/sharing/schema.ts';
import { differenceWords, identityText, pairSentences, placeText } from '../../shared/sharing/sharing-words.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 120;
/** Points of a pair, and metrics of them, that are shown when nobody asks for all. */
const SHOWN_POINTS = 12;
const SHOWN_METRICS: ReadonlySet<MetricName> = new Set(['deliveredPps', 'lossRatio', 'latencyMeanNs', 'latencyP99Ns', 'cyclesPerPacket']);

export function projectComparisonText({ pairs, onlyInOne, onlyInOther }: ProjectComparison, all: boolean): string {
  const alone = (title: string, runs: ProjectComparison['onlyInOne']): string[] =>
    runs.length === 0 ? [] : [[title, ...runs.map((run) => `  ${identityText(run)}`)].join('\n')];
  const parts = [
    ...pairs.map((pair) => pairText(pair, all)),
    ...alone('Only in the first:', onlyInOne),
    ...alone('Only in the second:', onlyInOther),
  ];
  return parts.length > 0 ? parts.join('\n\n') : 'Neither project has a run.';
}

function pairText(pair: RunComparison, all: boolean): string {
  const { one, other, scenario, points } = pair;
  const shown = all ? points : points.slice(0, SHOWN_POINTS);
  const rows = shown.flatMap((point) =>
    point.metrics
      .filter(({ metric }) => all || SHOWN_METRICS.has(metric))
      .map((difference, index) => {
        const words = differenceWords(difference);
        return [index === 0 ? placeText(point) : '', words.metric, words.one, words.other, words.change, words.pooled];
      }),
  );
  return [
    `1: ${identityText(one)}`,
    `2: ${identityText(other)}`,
    ...pairSentences(pair).map((sentence) => wrap(sentence, WIDTH)),
    ...(scenario.length > 0
      ? [
          textTable([['setting', '1', '2'], ...scenario.map((one) => [one.path, one.one ?? 'not set', one.other ?? 'not set'])], {
            width: WIDTH,
          }),
        ]
      : []),
    ...(rows.length > 0 ? [textTable([['point', 'metric', '1', '2', 'difference', 'pooled'], ...rows], { width: WIDTH })] : []),
    ...(points.length > shown.length ? [`${points.length - shown.length} further points differ: --all lists them, with all metrics.`] : []),
  ].join('\n');
}

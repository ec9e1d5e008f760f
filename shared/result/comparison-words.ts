/** What the comparison of the techniques at one setting shows, in sentences: "sriov is lower than vhost-net, the next, by 3.1 ± 0.4 µs". */
import { metricOf } from '../charts/point-series.ts';
import type { Scenario } from '../scenario/schema.ts';
import { hasClosedLoop } from '../scenario/traffic-loops.ts';
import { pairsOf } from '../statistics/all-pairs.ts';
import { words } from '../texts/words.ts';
import { formatWithMargin } from '../units.ts';
import { metricTitle, metricUnits } from './metric-titles.ts';
import { bestOf, betterOf, pointDifference, rivalsOf, type RivalPoint } from './point-comparison.ts';
import type { MetricName, PointResult } from './schema.ts';

/** Metrics that a verdict speaks of. */
const judged = ['latencyMeanNs', 'latencyP99Ns', 'cyclesPerPacket'] as const satisfies readonly MetricName[];

/** One sentence for each metric that tells techniques apart or fails to; none where there is nothing to compare, or one replication only. */
export function comparisonSentences(points: readonly PointResult[], scenario: Scenario): readonly string[] {
  const rivals = rivalsOf(points.map((point) => ({ point, run: '' })));
  const metrics = throughputTells(rivals, scenario) ? (['deliveredPps', ...judged] as const) : judged;
  return metrics.flatMap((metric) => sentenceOf(rivals, metric));
}

/** What is delivered of an open load that is carried is the load: a difference would be one of the windows of measurement. */
function throughputTells(rivals: readonly RivalPoint[], scenario: Scenario): boolean {
  return hasClosedLoop(scenario) || rivals.some(({ point }) => point.overloaded);
}

/** How the sentences were come by. */
export function comparisonNote(points: readonly PointResult[], scenario: Scenario): string {
  const rivals = rivalsOf(points.map((point) => ({ point, run: '' })));
  if (rivals.length < 2 || comparisonSentences(points, scenario).length === 0) return '';
  const { paired, independent, overloadedLeftOut } = words().comparison;
  const how = rivals.every(({ point }) => point.replicationValues !== undefined) ? paired : independent;
  const left = points.some(({ overloaded }) => overloaded) && rivals.every(({ point }) => !point.overloaded);
  return [how(pairsOf(rivals.length), rivals.length), ...(left ? [overloadedLeftOut] : [])].join(' ');
}

function sentenceOf(rivals: readonly RivalPoint[], metric: MetricName): string[] {
  const best = bestOf(rivals, metric);
  const leader = leaderOf(best, metric);
  const next = leaderOf(
    rivals.filter((rival) => !best.includes(rival)),
    metric,
  );
  const title = metricTitle(metric);
  const texts = words().comparison;
  if (!leader) return [];
  if (!next) return [texts.noneBetter(title)];
  // What is left out of the subset is shown to be worse than some other, mostly than the leader.
  const differences = [leader, ...rivals].map((rival) => ({ rival, ...pointDifference(rivals.length, rival, next, metric) }));
  const real = differences.find(({ finding, amount }) => finding === 'real' && amount > 0 === (betterOf(metric) === 'more'));
  if (!real || real.halfWidth === null) return [];
  const isMore = betterOf(metric) === 'more';
  const by = formatWithMargin(Math.abs(real.amount), real.halfWidth, metricUnits[metric]);
  const [one, other] = [nameOf(real.rival), nameOf(next)];
  if (best.length === 1) return [(isMore ? texts.higher : texts.lower)(title, one, other, by)];
  return [(isMore ? texts.higherAmong : texts.lowerAmong)(title, best.map(nameOf), one, other, by)];
}

function leaderOf(points: readonly RivalPoint[], metric: MetricName): RivalPoint | undefined {
  const sign = betterOf(metric) === 'less' ? 1 : -1;
  return points.toSorted((one, other) => sign * (metricOf(one.point, metric).mean - metricOf(other.point, metric).mean))[0];
}

function nameOf({ point }: RivalPoint): string {
  return point.technique;
}

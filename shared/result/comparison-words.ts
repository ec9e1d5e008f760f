/** What the comparison of the techniques at one setting shows, in sentences: "sriov is lower than vhost-net, the next, by 3.1 ± 0.4 µs". */
import { metricOf } from '../charts/point-series.ts';
import type { Scenario } from '../scenario/schema.ts';
import { hasClosedLoop } from '../scenario/traffic-loops.ts';
import { pairsOf } from '../statistics/all-pairs.ts';
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
  const pairs = pairsOf(rivals.length);
  const together = pairs === 1 ? '95 % interval' : `95 % for all ${pairs} pairs of ${rivals.length} techniques together (Bonferroni)`;
  const paired = rivals.every(({ point }) => point.replicationValues !== undefined);
  const how = paired ? 'paired by replication on the same packets' : 'samples taken as independent (Welch)';
  const left = points.some(({ overloaded }) => overloaded) && rivals.every(({ point }) => !point.overloaded);
  return `Differences: ${how}, ${together}.${left ? ' Overloaded techniques are not compared with those that carry the load.' : ''}`;
}

function sentenceOf(rivals: readonly RivalPoint[], metric: MetricName): string[] {
  const best = bestOf(rivals, metric);
  const leader = leaderOf(best, metric);
  const next = leaderOf(
    rivals.filter((rival) => !best.includes(rival)),
    metric,
  );
  const title = metricTitle(metric);
  const unit = metricUnits[metric];
  if (!leader) return [];
  if (!next) return [`${title}: no technique is shown to be better than another.`];
  // What is left out of the subset is shown to be worse than some other, mostly than the leader.
  const differences = [leader, ...rivals].map((rival) => ({ rival, ...pointDifference(rivals.length, rival, next, metric) }));
  const real = differences.find(({ finding, amount }) => finding === 'real' && amount > 0 === (betterOf(metric) === 'more'));
  if (!real || real.halfWidth === null) return [];
  const direction = betterOf(metric) === 'more' ? 'higher' : 'lower';
  const by = formatWithMargin(Math.abs(real.amount), real.halfWidth, unit);
  const alike = best.length > 1 ? `${listed(best.map(nameOf))} cannot be told apart; ` : '';
  return [`${title}: ${alike}${nameOf(real.rival)} is ${direction} than ${nameOf(next)}, the next, by ${by}.`];
}

function leaderOf(points: readonly RivalPoint[], metric: MetricName): RivalPoint | undefined {
  const sign = betterOf(metric) === 'less' ? 1 : -1;
  return points.toSorted((one, other) => sign * (metricOf(one.point, metric).mean - metricOf(other.point, metric).mean))[0];
}

function nameOf({ point }: RivalPoint): string {
  return point.technique;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

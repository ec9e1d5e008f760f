/** Two projects beside each other: runs that belong together, in what their scenarios differ, and how their figures do. */
import { isDeepStrictEqual } from 'node:util';
import { metricUnits } from '../../shared/result/metric-titles.ts';
import { sampleOf } from '../../shared/result/point-comparison.ts';
import { metricNames, type PointResult } from '../../shared/result/schema.ts';
import { differencesBetween } from '../../shared/scenario/scenario-differences.ts';
import type { MetricDifference, ProjectComparison, RunComparison } from '../../shared/sharing/schema.ts';
import { estimateMean } from '../../shared/statistics/confidence.ts';
import { differenceOf } from '../../shared/statistics/difference.ts';
import type { Project } from '../project/project.ts';
import { runsOf, type HeldRun } from './same-run.ts';
import { pointsInParts } from './points-in-parts.ts';

/** Runs that cannot be read stand beside nothing. */
export function compareProjects(one: Project, other: Project): ProjectComparison {
  const [left, right] = [runsOf(one), runsOf(other)];
  const pairs = pairsOf(left.runs, right.runs);
  const paired = new Set(pairs.flat());
  const alone = ({ runs, unreadable }: typeof left) => [
    ...runs.filter((run) => !paired.has(run)).map(({ identity }) => identity),
    ...unreadable,
  ];
  return {
    pairs: pairs.map(([mine, theirs]) => compareRuns({ project: one, run: mine }, { project: other, run: theirs })),
    onlyInOne: alone(left),
    onlyInOther: alone(right),
  };
}

/** Each run once, with the newest that is left of the most like ones: the same figures are due, then the same scenario, then the same name. */
function pairsOf(one: readonly HeldRun[], other: readonly HeldRun[]): readonly (readonly [HeldRun, HeldRun])[] {
  const likeness: readonly ((run: HeldRun) => string)[] = [
    ({ key }) => key,
    (run) => run.scenarioKey,
    ({ identity }) => identity.scenarioName,
  ];
  const pairs: [HeldRun, HeldRun][] = [];
  const taken = new Set<HeldRun>();
  for (const keyOf of likeness) {
    const left = Map.groupBy(
      other.filter((run) => !taken.has(run)),
      keyOf,
    );
    for (const run of one.filter((candidate) => !taken.has(candidate))) {
      const partner = left.get(keyOf(run))?.shift();
      if (!partner) continue;
      pairs.push([run, partner]);
      taken.add(run).add(partner);
    }
  }
  return pairs.toSorted(([first], [second]) => one.indexOf(first) - one.indexOf(second));
}

interface RunOfProject {
  readonly project: Project;
  readonly run: HeldRun;
}

function compareRuns(one: RunOfProject, other: RunOfProject): RunComparison {
  const [{ identity: mine, head }, { identity: theirs, head: otherHead }] = [one.run, other.run];
  // Replication r of both saw the same packets, as far as the scenarios are alike.
  const samePackets = head.seed === otherHead.seed;
  const independent = !samePackets && one.run.scenarioKey === other.run.scenarioKey;
  const comparison = { identicalPoints: 0, points: [] as RunComparison['points'], onlyInOne: [] as string[] };
  const common = new Set<string>();
  for (const points of pointsInParts(one.project, mine.runId)) {
    const partners = new Map(
      other.project
        .readPoints(
          theirs.runId,
          points.map(({ id }) => id),
        )
        .map((point) => [point.id, point]),
    );
    for (const point of points) {
      const partner = partners.get(point.id);
      if (!partner) comparison.onlyInOne.push(point.id);
      else {
        common.add(point.id);
        const metrics = isSame(point, partner) ? [] : metricDifferences(point, partner, { samePackets, independent });
        if (metrics.length === 0) comparison.identicalPoints++;
        else comparison.points.push({ pointId: point.id, technique: point.technique, settings: point.settings, metrics });
      }
    }
  }
  return {
    one: mine,
    other: theirs,
    scenario: differencesBetween(head.scenario, otherHead.scenario)
      .filter(({ path }) => path !== 'method.seed')
      .map((difference) => ({
        path: difference.path,
        one: difference.one ?? null,
        other: difference.other ?? null,
      })),
    ...comparison,
    onlyInOther: other.project
      .readTalliedPoints(theirs.runId)
      .map(({ id }) => id)
      .filter((id) => !common.has(id)),
  };
}

function isSame(one: PointResult, other: PointResult): boolean {
  return one.replications === other.replications && isDeepStrictEqual(one.metrics, other.metrics);
}

interface Likeness {
  readonly samePackets: boolean;
  /** Whether the replications of both may be pooled. */
  readonly independent: boolean;
}

/** Of the metrics that both points have, those with other means. */
function metricDifferences(one: PointResult, other: PointResult, { samePackets, independent }: Likeness): MetricDifference[] {
  return metricNames.flatMap((metric): MetricDifference[] => {
    if (!one.metrics[metric] || !other.metrics[metric]) return [];
    const [mine, theirs] = [sampleOf(one, metric), sampleOf(other, metric)];
    if (mine.metric.mean === theirs.metric.mean && one.replications === other.replications) return [];
    const { ratio, halfWidth, finding } = differenceOf(theirs, mine, { confidence: 0.95, samePackets });
    // A mean without an interval is of replications that do not tell how well it is known.
    const isKnown = mine.metric.ci95 !== null && theirs.metric.ci95 !== null;
    const values = independent && isKnown && mine.values && theirs.values ? [...mine.values.values(), ...theirs.values.values()] : null;
    return [
      {
        metric,
        unit: metricUnits[metric],
        one: mine.metric.mean,
        other: theirs.metric.mean,
        ratio,
        halfWidth,
        finding,
        pooled: values && { ...estimateMean(values), replications: values.length },
      },
    ];
  });
}

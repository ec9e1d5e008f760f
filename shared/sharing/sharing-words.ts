/** Projects beside each other and brought together, in words: for shell and page. */
import { settingsText } from '../charts/setting-name.ts';
import { metricTitle } from '../result/metric-titles.ts';
import { words } from '../texts/words.ts';
import { formatMetric, formatPercent, formatWithMargin } from '../units.ts';
import type { MergeReport, MetricDifference, RunComparison, RunIdentity } from './schema.ts';

/** "Technique comparison, 2026-11-26 15:46, engine 1.5.0, seed 1, 36 points". */
export function identityText({ scenarioName, startedAt, engineVersion, seed, points }: RunIdentity): string {
  const when = startedAt.slice(0, 16).replace('T', ' ');
  const { identity, unreadable } = words().sharing.run;
  return engineVersion === '' ? unreadable(scenarioName, when, points) : identity(scenarioName, when, engineVersion, seed, points);
}

/** Whether a pair of runs has nothing that differs. */
export function isAlike({ scenario, points, onlyInOne, onlyInOther }: RunComparison): boolean {
  return scenario.length + points.length + onlyInOne.length + onlyInOther.length === 0;
}

/** How the points of a pair compare, in sentences. */
export function pairSentences({ one, other, identicalPoints, points, onlyInOne, onlyInOther }: RunComparison): readonly string[] {
  const texts = words().sharing.pair;
  return [
    texts.points(identicalPoints, points.length),
    ...(points.length > 0 ? [reasonOf(one, other)] : []),
    ...(onlyInOne.length > 0 ? [texts.onlyInFirst(onlyInOne.length)] : []),
    ...(onlyInOther.length > 0 ? [texts.onlyInSecond(onlyInOther.length)] : []),
  ];
}

function reasonOf(one: RunIdentity, other: RunIdentity): string {
  const texts = words().sharing.pair;
  const isSameSeed = one.seed === other.seed;
  const isSameEngine = one.engineVersion === other.engineVersion;
  if (isSameSeed) return isSameEngine ? texts.sameSeedAndEngine : texts.otherEngines(one.engineVersion, other.engineVersion);
  if (isSameEngine) return texts.otherSeeds(one.seed, other.seed);
  return texts.otherSeedsAndEngines(one.seed, other.seed, one.engineVersion, other.engineVersion);
}

export interface DifferenceWords {
  readonly metric: string;
  readonly one: string;
  readonly other: string;
  /** "12 % more ± 3 %", "not clear". */
  readonly change: string;
  /** "4,010 ± 12 cycles over 10 replications"; empty: not pooled. */
  readonly pooled: string;
}

export function differenceWords(difference: MetricDifference): DifferenceWords {
  const { metric, unit, one, other, finding, pooled } = difference;
  const texts = words().sharing.difference;
  const change = changeText(difference);
  return {
    metric: metricTitle(metric),
    one: formatMetric(one, unit),
    other: formatMetric(other, unit),
    change: finding === 'real' ? change : texts[finding](change),
    pooled: pooled
      ? texts.pooled(
          pooled.ci95 === null ? formatMetric(pooled.mean, unit) : formatWithMargin(pooled.mean, pooled.ci95, unit),
          pooled.replications,
        )
      : '',
  };
}

function changeText({ one, ratio, halfWidth }: MetricDifference): string {
  const { fromZero, less, more } = words().sharing.difference;
  if (ratio === null) return fromZero;
  const margin = halfWidth === null || one === 0 ? '' : formatPercent(halfWidth / Math.abs(one));
  return (ratio < 0 ? less : more)(formatPercent(Math.abs(ratio)), margin);
}

/** Where a point stands: "sriov, 95 % of line rate". */
export function placeText({ technique, settings }: RunComparison['points'][number]): string {
  return [technique, settingsText(settings)].filter(Boolean).join(', ');
}

/** What became of each run, in sentences. */
export function mergeSentences({ runs, measurements }: MergeReport): readonly string[] {
  return [...runs.map(outcomeSentence), ...(measurements > 0 ? [words().sharing.merged.measurements(measurements)] : [])];
}

function outcomeSentence({ run, outcome, points, contradiction }: MergeReport['runs'][number]): string {
  const texts = words().sharing.merged;
  const identity = identityText(run);
  switch (outcome) {
    case 'combined':
      return texts.combined(identity, points);
    case 'contradicts':
      return texts.contradicts(identity, contradiction);
    case 'added':
    case 'known':
    case 'unreadable':
      return texts[outcome](identity);
  }
}

/** Projects beside each other and brought together, in words: for shell and page. */
import { settingsText } from '../charts/setting-name.ts';
import { metricTitle } from '../result/metric-titles.ts';
import { formatMetric, formatPercent, formatWithMargin } from '../units.ts';
import type { MergeReport, MetricDifference, RunComparison, RunIdentity } from './schema.ts';

/** "Technique comparison, 2026-11-26 15:46, engine 1.5.0, seed 1, 36 points". */
export function identityText({ scenarioName, startedAt, engineVersion, seed, points }: RunIdentity): string {
  const when = startedAt.slice(0, 16).replace('T', ' ');
  const what = engineVersion === '' ? 'cannot be read' : `engine ${engineVersion}, seed ${seed}`;
  return `${scenarioName}, ${when}, ${what}, ${points} ${points === 1 ? 'point' : 'points'}`;
}

/** Whether a pair of runs has nothing that differs. */
export function isAlike({ scenario, points, onlyInOne, onlyInOther }: RunComparison): boolean {
  return scenario.length + points.length + onlyInOne.length + onlyInOther.length === 0;
}

/** How the points of a pair compare, in sentences. */
export function pairSentences({ one, other, identicalPoints, points, onlyInOne, onlyInOther }: RunComparison): readonly string[] {
  const amount = (count: number): string => `${count} ${count === 1 ? 'point' : 'points'}`;
  const due = one.seed === other.seed && one.engineVersion === other.engineVersion;
  return [
    `${amount(identicalPoints)} with the very same figures, ${amount(points.length)} with others.`,
    ...(points.length > 0 ? [reasonOf(one, other, due)] : []),
    ...(onlyInOne.length > 0 ? [`${amount(onlyInOne.length)} in the first only.`] : []),
    ...(onlyInOther.length > 0 ? [`${amount(onlyInOther.length)} in the second only.`] : []),
  ];
}

function reasonOf(one: RunIdentity, other: RunIdentity, due: boolean): string {
  if (due)
    return 'Seed and engine are the same: what differs comes from the scenarios, from fewer replications, or one of the runs was altered.';
  const causes = [
    ...(one.seed === other.seed ? [] : [`seeds ${one.seed} and ${other.seed}`]),
    ...(one.engineVersion === other.engineVersion ? [] : [`engines ${one.engineVersion} and ${other.engineVersion}`]),
  ];
  return `They have ${causes.join(' and ')}.`;
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

export function differenceWords({ metric, unit, one, other, ratio, halfWidth, finding, pooled }: MetricDifference): DifferenceWords {
  const margin = halfWidth === null || one === 0 ? '' : ` ± ${formatPercent(halfWidth / Math.abs(one))}`;
  const change = ratio === null ? 'from 0' : `${formatPercent(Math.abs(ratio))} ${ratio < 0 ? 'less' : 'more'}${margin}`;
  return {
    metric: metricTitle(metric),
    one: formatMetric(one, unit),
    other: formatMetric(other, unit),
    change: { real: change, unclear: `not clear (${change})`, unknown: `${change}, replications do not tell` }[finding],
    pooled: pooled
      ? `${pooled.ci95 === null ? formatMetric(pooled.mean, unit) : formatWithMargin(pooled.mean, pooled.ci95, unit)} of ${pooled.replications}`
      : '',
  };
}

/** Where a point stands: "sriov, 95 % of line rate". */
export function placeText({ technique, settings }: RunComparison['points'][number]): string {
  return [technique, settingsText(settings)].filter(Boolean).join(', ');
}

const outcomes: Readonly<Record<MergeReport['runs'][number]['outcome'], string>> = {
  added: 'added',
  combined: 'combined with the run of the same scenario, seed and engine',
  known: 'already there',
  contradicts: 'added by itself: it contradicts the run of the same scenario, seed and engine',
  unreadable: 'left out: it cannot be read',
};

/** What became of each run, in sentences. */
export function mergeSentences({ runs, measurements }: MergeReport): readonly string[] {
  return [
    ...runs.map(({ run, outcome, points, contradiction }) => {
      const amount = outcome === 'combined' ? ` (${points} ${points === 1 ? 'point' : 'points'} new or better known)` : '';
      return `${identityText(run)}: ${outcomes[outcome]}${contradiction === '' ? '' : ` at ${contradiction}`}${amount}.`;
    }),
    ...(measurements > 0 ? [`${measurements} ${measurements === 1 ? 'measurement' : 'measurements'} added.`] : []),
  ];
}

import { listed } from './listed.ts';

/** What the comparison of techniques at one setting shows. `by`: "3.1 ± 0.4 µs". */
export const comparison = {
  noneBetter: (metric: string) => `${metric}: no technique is shown to be better than another.`,
  higher: (metric: string, one: string, next: string, by: string) => `${metric}: ${one} is higher than ${next}, the next, by ${by}.`,
  lower: (metric: string, one: string, next: string, by: string) => `${metric}: ${one} is lower than ${next}, the next, by ${by}.`,
  /** `alike`: those among which the best cannot be told. */
  higherAmong: (metric: string, alike: readonly string[], one: string, next: string, by: string) =>
    `${metric}: ${listed(alike)} cannot be told apart; ${one} is higher than ${next}, the next, by ${by}.`,
  lowerAmong: (metric: string, alike: readonly string[], one: string, next: string, by: string) =>
    `${metric}: ${listed(alike)} cannot be told apart; ${one} is lower than ${next}, the next, by ${by}.`,
  paired: (pairs: number, techniques: number) => `Differences: paired by replication on the same packets, ${intervals(pairs, techniques)}.`,
  independent: (pairs: number, techniques: number) => `Differences: samples taken as independent (Welch), ${intervals(pairs, techniques)}.`,
  overloadedLeftOut: 'Overloaded techniques are not compared with those that carry the load.',
};

function intervals(pairs: number, techniques: number): string {
  return pairs === 1 ? '95 % interval' : `95 % for all ${pairs} pairs of ${techniques} techniques together (Bonferroni)`;
}

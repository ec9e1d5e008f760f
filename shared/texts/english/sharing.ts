import { plural } from './plural.ts';

/** Projects beside each other, and brought together. `run`: what `identity` or `unreadable` says. */
export const sharing = {
  run: {
    identity: (scenario: string, when: string, engine: string, seed: number, points: number) =>
      `${scenario}, ${when}, engine ${engine}, seed ${seed}, ${amount(points)}`,
    unreadable: (scenario: string, when: string, points: number) => `${scenario}, ${when}, cannot be read, ${amount(points)}`,
  },
  pair: {
    points: (alike: number, others: number) => `${amount(alike)} with the very same figures, ${amount(others)} with others.`,
    onlyInFirst: (points: number) => `${amount(points)} in the first only.`,
    onlyInSecond: (points: number) => `${amount(points)} in the second only.`,
    sameSeedAndEngine:
      'Seed and engine are the same: what differs comes from the scenarios, from fewer replications, or one of the runs was altered.',
    otherSeeds: (one: number, other: number) => `They have seeds ${one} and ${other}.`,
    otherEngines: (one: string, other: string) => `They have engines ${one} and ${other}.`,
    otherSeedsAndEngines: (seed: number, otherSeed: number, engine: string, otherEngine: string) =>
      `They have seeds ${seed} and ${otherSeed} and engines ${engine} and ${otherEngine}.`,
  },
  difference: {
    fromZero: 'from 0',
    /** `margin`: "3 %", or empty where there is none. */
    less: (percent: string, margin: string) => `${percent} less${plusMinus(margin)}`,
    more: (percent: string, margin: string) => `${percent} more${plusMinus(margin)}`,
    unclear: (change: string) => `not clear (${change})`,
    unknown: (change: string) => `${change}, replications do not tell`,
    pooled: (value: string, replications: number) => `${value} of ${replications}`,
  },
  merged: {
    added: (run: string) => `${run}: added.`,
    combined: (run: string, points: number) =>
      `${run}: combined with the run of the same scenario, seed and engine (${amount(points)} new or better known).`,
    known: (run: string) => `${run}: already there.`,
    /** `point`: the first with other figures. */
    contradicts: (run: string, point: string) =>
      `${run}: added by itself: it contradicts the run of the same scenario, seed and engine at ${point}.`,
    unreadable: (run: string) => `${run}: left out: it cannot be read.`,
    measurements: (count: number) => `${count} ${plural(count, { one: 'measurement', other: 'measurements' })} added.`,
  },
};

function amount(points: number): string {
  return `${points} ${plural(points, { one: 'point', other: 'points' })}`;
}

function plusMinus(margin: string): string {
  return margin === '' ? '' : ` ± ${margin}`;
}

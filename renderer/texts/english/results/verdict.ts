import { plural } from '../../../../shared/texts/english/plural.ts';

/** The answer first, what is seen in an example, and the differences to the pinned run. */
export const verdict = {
  verdict: {
    name: 'Verdict',
    byHowMuch: 'By how much',
    /** About the only setting where `setting` is empty: then with a capital, unless the first word is the name of a technique. */
    sentence: (setting: string, text: string) =>
      setting === '' ? `${/^(no|all|both) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text}.` : `At ${setting}, ${text}.`,
    noFigures: 'no technique has figures',
    oneCarries: (technique: string) => `${technique} carries the offered load`,
    allCarry: (count: number) => `${count === 2 ? 'both' : `all ${count}`} techniques carry the offered load`,
    someCarry: (count: number, all: number, shortfalls: string) =>
      `${plural(count, { one: `${count} of ${all} techniques carries`, other: `${count} of ${all} techniques carry` })} the offered load; ${shortfalls}`,
    doesNotCarry: (technique: string, share: string) => `${technique} does not carry the offered load: it delivers ${share}`,
    noneCarries: (best: string, share: string) => `no technique carries the offered load; ${best} delivers most, ${share}`,
    delivers: (technique: string, rate: string) => `${technique} delivers ${rate}`,
    deliverMostAndLeast: (most: string, mostRate: string, least: string, leastRate: string) =>
      `${most} delivers ${mostRate}, the most; ${least} ${leastRate}, the least`,
    share: (delivered: string, offered: string) => `${delivered} of ${offered}`,
    andMore: (listed: string, more: number) => `${listed} and ${more} more`,
    /** `margin` is how far ahead the best is, in brackets, or empty. */
    cycles: (least: string, fewest: string, margin: string, most: string, cycles: string, factor: string) =>
      `Fewest cycles per packet: ${least}, ${fewest}${margin}. Most: ${most}, ${cycles}, ${factor} times as many.`,
    latency: (technique: string, latency: string, margin: string) =>
      `Lowest 99th percentile of latency: ${technique}, ${latency}${margin}.`,
    fairness: (technique: string, index: string) => `Least fair to its VMs: ${technique}, Jain’s index ${index}.`,
    notShownBetter: (next: string) => ` (not shown to be better than ${next})`,
    ahead: (next: string, more: string) => ` (${next}: ${more} more)`,
  },
  seen: {
    name: 'What you see',
    title: (question: string) => `What you see: ${question}`,
    ofThisRun: 'Every figure is of this run.',
    ofChangedRun: (settings: number) =>
      `Every figure is of this run, whose scenario differs from the example in ${plural(settings, { one: `${settings} setting`, other: `${settings} settings` })}.`,
  },
  pinned: {
    title: 'Against the pinned run',
    same: (scenario: string) => `The scenario is the same as that of the pinned run, ${scenario}.`,
    differs: (scenario: string, settings: string) => `Pinned: ${scenario}. It differs in: ${settings}.`,
    andMore: (settings: string, more: number) => `${settings} and ${more} more`,
    unpin: 'Unpin',
    noneFits: 'The pinned run has no technique and setting of these. Pin another run, or choose another setting above.',
    table: 'Differences to the pinned run',
    technique: 'Technique',
  },
};

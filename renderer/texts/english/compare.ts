import { plural } from '../../../shared/texts/english/plural.ts';

/** Techniques, runs and scenarios side by side. */
export const compare = {
  title: 'Comparison',
  titleOf: (scenario: string) => `Comparison: ${scenario}`,
  sideBySide: 'Techniques side by side.',
  sideBySideAt: (setting: string) => `Techniques side by side at ${setting}.`,
  showResults: 'Show the results',
  nothingToShow: 'No technique has figures at this setting.',
  loading: 'The results are loading',
  toStart: 'To the start page',
  choice: {
    title: 'What to compare',
    baseline: 'Baseline',
    baselineHelp: 'Differences are to this one.',
    otherRun: 'Beside another run',
    noOtherRun: 'None',
    noneFinished: 'This project has no other finished run.',
    settingOfOther: 'Setting of the other run',
    shown: 'Shown',
  },
  runs: {
    own: 'This run',
    other: 'Other run',
    ofRun: (technique: string, run: string) => `${technique} (${run.toLowerCase()})`,
    inBrackets: (run: string) => `(${run.toLowerCase()})`,
    differences: 'What differs between the runs',
    nameOfOther: (scenario: string) => `The other run: ${scenario}.`,
    sameScenario: 'The scenarios are the same: the same numbers are to be expected.',
  },
  charts: {
    throughput: 'Throughput',
    latency: 'Latency',
    cycles: 'Cycles per packet',
  },
  figures: {
    title: 'Figures',
    table: 'Comparison of metrics',
    metric: 'Metric',
    baseline: 'baseline',
    overloaded: 'Overloaded',
    best: 'best',
    limitedBy: 'Limited by',
    notLimited: 'nothing',
    confirmed: 'confirmed by experiment',
    tooFewSamples: 'too few samples',
    method: (pairs: number) =>
      `Mean ± half-width of its 95 % interval (Student’s t over the replications). Techniques of one run saw the same packets: their difference is taken replication by replication, and its interval is of these pairs; those of two runs are taken as independent (Welch). Intervals are corrected so that those of all ${plural(pairs, { one: `${pairs} pair`, other: `${pairs} pairs` })} of a metric hold together with 95 % (Bonferroni). “Best” marks all that may be the best: those that are not shown to be worse than another (subset selection after Gupta), of those that carry their load. Latencies that grow with the length of the run have no interval, and are not compared.`,
  },
  /** `margin` is ` ± 3 %`, or empty where there is none. */
  difference: {
    same: 'the same',
    more: (amount: string, margin: string) => `${amount} more${margin}`,
    less: (amount: string, margin: string) => `${amount} less${margin}`,
    unclear: (margin: string) => `not clear${margin}`,
    untested: (difference: string) => `${difference}, not tested`,
    grows: 'grows with the length of the run, not compared',
  },
  scenarios: {
    table: 'Differences between the scenarios',
    setting: 'Setting',
    notSet: 'not set',
  },
  matrix: {
    title: 'What the techniques are and need',
    note: 'What is published of them, with its sources, and figures of this run below.',
    inThisRun: 'in this run',
    notShown: 'not shown',
    inThisScenario: 'In this scenario',
    usable: 'usable',
  },
};

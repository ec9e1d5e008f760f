/** What tools measured on real systems, beside what was simulated. */
export const measured = {
  /** Files say it so too, and are known by it: another wording here is another kind of file. */
  emulatedCpu: 'Emulated CPU (TCG): compare counts and order, not rates. Nothing here is a rate of real hardware.',
  turnedInterval: 'The interval ends below where it begins. Exchange low and high.',
  withInterval: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  withDeviation: (value: string, deviation: string) => `${value}, σ ${deviation}`,
  within: { inside: 'inside', outside: 'outside', unknown: 'no interval' },
  /** `reason`: one of `reasons`. `series`: "NDR, load; stream 5, transferred". */
  besideNothing: (reason: string, series: string) => `Beside nothing, ${reason}: ${series}.`,
  reasons: {
    time: 'values in time',
    noMetric: 'the lab has no metric that means the same',
    noTechnique: (technique: string) => `the run has no figures of ${technique}`,
    /** `path`: of a setting. */
    noValue: (path: string) => `no point of the run has these values of ${path}`,
    /** `loads`: "500 kpps, 1 Mpps". */
    notOffered: (loads: string) => `no point of the run was offered ${loads}, as it was when this was measured`,
    notSimulated: (metric: string) => `no point of the run has ${metric.toLowerCase()}`,
  },
};

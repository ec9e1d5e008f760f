/** What charts of any kind have in common: names of rows and series, states of points, notes. */
export const common = {
  columns: { technique: 'Technique', series: 'Series', interval: '95 % interval', withCosts: 'With costs', state: 'State', sum: 'Sum' },
  nothingYet: 'There are no figures yet.',
  nothingDelivered: 'No frame was delivered.',
  nothingLost: 'No frame was lost in the measured window.',
  /** Of a tooltip or a legend: "sriov: 800 kpps ± 5 kpps, overloaded". */
  line: (name: string, said: string) => `${name}: ${said}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  /** A technique at a setting. */
  at: (label: string, setting: string) => `${label}, ${setting}`,
  overloaded: (label: string) => `${label} (overloaded)`,
  /** The same in two lines. */
  overloadedBelow: (label: string) => `${label}\n(overloaded)`,
  states: { overloaded: 'overloaded', carried: 'carried', tooFewSamples: 'too few samples' },
  tooFewSamples: (value: string) => `${value} (too few samples)`,
  withCosts: (low: string, high: string) => `with costs ${low} to ${high}`,
  leftOut: (technique: string, reason: string) => `${technique} is left out: ${reason}`,
  notes: {
    overloadedMarks: 'Hollow marks: overloaded. More than 0.1 % was lost, or latency grew without bound.',
    overloadedBars: 'Hatched bars: overloaded. More than 0.1 % was lost, or latency grew without bound.',
    partial: 'Pale marks and bars: partial, with replications missing.',
    faintMarks: 'Faint marks: figures that rest on too few samples: fewer than ten of a replication beyond the percentile.',
    faintFigures: 'Some figures rest on too few samples: fewer than ten of a replication beyond the percentile.',
    hollowPercentiles: 'Hollow marks: too few samples, fewer than ten of a replication beyond the percentile.',
    /** `techniques`: "sriov, virtio". */
    fewSamplesOf: (techniques: string) =>
      `Of ${techniques}, some percentiles have too few samples, fewer than ten of a replication beyond the percentile.`,
    /** `draws` of the costs; the wide interval holds so many percent of them. */
    costs: (percent: number, draws: number) =>
      `Dotted bars: with the uncertainty of the costs, ${percent} % over ${draws} draws; solid bars: of the replications alone.`,
    pinnedLines: 'Pale, dashed: the pinned run.',
    pinnedMarks: 'Pale marks: the pinned run.',
  },
  pinned: { series: 'Pinned run', row: (name: string) => `${name} (pinned run)` },
  measured: {
    alone: 'Measured',
    labelled: (label: string) => `Measured, ${label}`,
    /** What was timed. */
    note: (name: string, quantity: string) => `${name}: ${quantity}.`,
  },
};

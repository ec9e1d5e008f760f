import { plural } from '../../../../shared/texts/english/plural.ts';

/** How far to trust the figures. */
export const trust = {
  title: 'How far to trust the figures',
  accounting: {
    title: 'Accounting',
    onePoint: 'The frames of the point add up: offered = delivered + lost + in flight.',
    allPoints: (count: number) => `The frames of all ${count} points add up: offered = delivered + lost + in flight.`,
    pointsAlong: (count: number) =>
      `The frames of the ${count} points along the axes through this setting add up: offered = delivered + lost + in flight.`,
    open: (count: number, all: number) =>
      `The frames of ${count} of ${all} points do not add up. That is a fault of the simulator: please report it with the scenario.`,
    equation: (offered: string, delivered: string, lost: string, inFlight: string) =>
      `${offered} offered = ${delivered} delivered + ${lost} lost + ${inFlight} in flight`,
    equationAfter: (before: string, equation: string) => `${before} in flight before + ${equation}`,
  },
  intervals: {
    title: 'Intervals',
    meaning: (costs: string) =>
      `± and error bars are 95 % confidence intervals of the mean over replications (Student t), also of percentiles; bands of distributions are the same at each latency. All techniques see the same packets in the same replication. Latencies that grew as long as the point ran have no interval. ${costs}`,
    withoutCosts: 'They do not hold what the costs are not known to: draws of the costs, in the method of the scenario, add that.',
    withCosts: (draws: number, percent: number) =>
      `Dotted bars, and the columns “with costs”, also hold what the costs are not known to: ${draws} draws from their ranges, ${percent} %.`,
    overloaded: (techniques: string) => `Overloaded: ${techniques}.`,
  },
  remarks: {
    title: 'Remarks',
    allPoints: 'all points',
    pointsAlong: 'all points along the axes through this setting',
    points: (count: number) => plural(count, { one: `${count} point`, other: `${count} points` }),
    pointAt: (technique: string, setting: string) => `${technique} at ${setting}`,
  },
  validation: {
    title: 'How far these techniques were validated',
    show: 'Published against simulated values',
    notValidated: (engine: string) => `Engine ${engine} has not been validated on this machine.`,
    validate: 'Validate it against published measurements',
  },
  domain: 'Domain of the model',
};

/** The analytic bound of a point. Rates, times and shares come written; `busiest` is a resource with its utilization at the bound. */
export const bounds = {
  /** What limits, the strongest first: "the wire". */
  limits: (titles: readonly string[]) => titles.join(' and '),
  allAskedFor: 'what the traffic asks for',
  allAskedForThen: (busiest: string, utilization: string) => `what the traffic asks for; ${busiest} then at ${utilization}`,
  atMost: (rate: string, cause: string, latency: string) => `At most ${rate}, set by ${cause}; latency at least ${latency}.`,
  atMostAskedFor: (rate: string, latency: string) =>
    `At most ${rate}, all that the traffic asks for on average; latency at least ${latency}.`,
  atMostAskedForThen: (rate: string, busiest: string, utilization: string, latency: string) =>
    `At most ${rate}, all that the traffic asks for on average; ${busiest} then at ${utilization}; latency at least ${latency}.`,
  gap: (rate: string, cause: string, simulated: string, share: string) =>
    `Bound: ${rate}, set by ${cause}; simulated ${simulated}: ${share}.`,
  gapAskedFor: (rate: string, simulated: string, share: string) =>
    `Bound: ${rate}, all that the traffic asks for on average; simulated ${simulated}: ${share}.`,
};

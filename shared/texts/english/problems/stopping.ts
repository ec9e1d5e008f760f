/** Stopping rules that contradict themselves. */
export const stopping = {
  mostBelowFewest: (most: number, fewest: number) =>
    `At most ${most} replications, but at least ${fewest}: raise it to ${fewest} or more, or lower minReplications and method.replications.`,
  littleTime: (replications: number, durationMs: number, neededMs: number, mostMs: number) =>
    `${replications} replications of ${durationMs} ms are ${neededMs} ms, more than ${mostMs} ms: raise it, or lower minReplications or method.durationMs.`,
  few: (few: number) =>
    `With fewer than ${few} replications the interval is now and then small by chance, and the point ends too early: 95 % intervals then hold in 93 % of cases or less. Give ${few} or more.`,
  sameMetrics: 'A metric is named twice. Name each once.',
};

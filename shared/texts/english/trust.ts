import { plural } from './plural.ts';

/** How far a point is to be trusted. */
export const trust = {
  overload: {
    loss: 'more than 0.1 % was lost',
    growingLatency: 'latency grew without bound',
    both: 'more than 0.1 % was lost and latency grew without bound',
    either: 'more than 0.1 % was lost or latency grew without bound',
  },
  /** What ended the addition of replications. */
  stopping: {
    precision: 'precision reached',
    maximum: 'maximum reached',
    unstable: 'unstable: more would not help',
  },
  /** `reason`: one of those above; `percent`: half-width of the interval. */
  stopped: (reason: string, replications: number, metric: string, percent: string) =>
    `${reason} after ${inReplications(replications)}, ${metric} within ± ${percent} %`,
  stoppedWithoutInterval: (reason: string, replications: number, metric: string) =>
    `${reason} after ${inReplications(replications)}, ${metric} without an interval`,
  partial: {
    replications: (there: number, wanted: number) => `${there} of ${wanted} replications`,
    all: (wanted: number, fewest: number) =>
      `Partial: All points rest on fewer than the ${wanted} replications asked for, as few as ${fewest}: they are less certain.`,
    some: (partial: number, points: number, wanted: number, fewest: number) =>
      `Partial: ${partial} of ${points} points rest on fewer than the ${wanted} replications asked for, as few as ${fewest}: they are less certain.`,
  },
};

function inReplications(count: number): string {
  return plural(count, { one: `${count} replication`, other: `${count} replications` });
}

import { plural } from './plural.ts';

/** What would help a point. */
export const whatNext = {
  /** `effect`: "+61.3 % ± 2.7 %". */
  moreThroughput: (title: string, effect: string) => `${title}: ${effect} throughput.`,
  lessLatency: (title: string, effect: string) => `${title}: ${effect} mean latency.`,
  tried: (count: number, technique: string) =>
    `Of ${count} ${plural(count, { one: 'change that makes', other: 'changes that make' })} a difference to ${technique}`,
  noneDelivers: (tried: string) => `${tried}, none is certain to deliver more.`,
  noneIsFaster: (tried: string) => `${tried}, none is certain to lower the mean latency.`,
  someDeliver: (tried: string, count: number, best: string) =>
    `${tried}, ${count} certainly ${plural(count, { one: 'delivers', other: 'deliver' })} more. ${best}`,
  someAreFaster: (tried: string, count: number, best: string) =>
    `${tried}, ${count} certainly ${plural(count, { one: 'lowers', other: 'lower' })} the mean latency. ${best}`,
};

/** How far a point is to be trusted, in words: why it is overloaded, what ended its replications, which percentiles have too few samples. */
import { digits } from '../units.ts';
import { metricTitle } from './metric-titles.ts';
import type { OverloadCause, PointResult, Stopping } from './schema.ts';

const causeWords: Readonly<Record<OverloadCause, string>> = {
  loss: 'more than 0.1 % was lost',
  'growing-latency': 'latency grew without bound',
};

/** Why a point is overloaded; results of earlier versions do not tell which of both. */
export function causesText({ overloadCauses = [] }: Pick<PointResult, 'overloadCauses'>): string {
  return overloadCauses.length === 0
    ? Object.values(causeWords).join(' or ')
    : overloadCauses.map((cause) => causeWords[cause]).join(' and ');
}

export const stoppingWords: Readonly<Record<Stopping['reason'], string>> = {
  precision: 'precision reached',
  maximum: 'maximum reached',
  unstable: 'unstable: more would not help',
};

/** "precision reached after 20 replications: Latency, mean within ± 1.8 %". */
export function stoppingText({ reason, metric, relativeHalfWidth }: Stopping, replications: number): string {
  const known =
    relativeHalfWidth === null ? 'without an interval' : `within ± ${digits(Number((100 * relativeHalfWidth).toPrecision(2)))} %`;
  return `${stoppingWords[reason]} after ${replications} replications, ${metricTitle(metric)} ${known}`;
}

/** How far a point is to be trusted, in words: why it is overloaded, what ended its replications, which percentiles have too few samples. */
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';
import { metricTitle } from './metric-titles.ts';
import type { PointResult, Stopping } from './schema.ts';

/** Why a point is overloaded; results of earlier versions do not tell which of both. */
export function causesText({ overloadCauses = [] }: Pick<PointResult, 'overloadCauses'>): string {
  const { loss, growingLatency, both, either } = words().trust.overload;
  const [isLoss, isGrowing] = [overloadCauses.includes('loss'), overloadCauses.includes('growing-latency')];
  if (isLoss && isGrowing) return both;
  if (isLoss) return loss;
  return isGrowing ? growingLatency : either;
}

/** "precision reached". */
export function stoppingReason(reason: Stopping['reason']): string {
  return words().trust.stopping[reason];
}

/** "precision reached after 20 replications: Latency, mean within ± 1.8 %". */
export function stoppingText({ reason, metric, relativeHalfWidth }: Stopping, replications: number): string {
  const { stopped, stoppedWithoutInterval } = words().trust;
  const [ended, title] = [stoppingReason(reason), metricTitle(metric)];
  if (relativeHalfWidth === null) return stoppedWithoutInterval(ended, replications, title);
  return stopped(ended, replications, title, digits(Number((100 * relativeHalfWidth).toPrecision(2))));
}

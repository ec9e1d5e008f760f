/** The analytic bound of a point in words: for tables of shell, page and report. */
import { words } from '../texts/words.ts';
import { formatPercent, formatRate, formatTimeNs } from '../units.ts';
import type { Bound, PointResult } from './schema.ts';

/** "the wire", "core 2 (network)", "guest cores"; empty where no resource sets the bound. */
export function boundLimit({ limits }: Bound): string {
  if (limits.length === 0) return '';
  return words().bounds.limits(limits.map(({ title, resources }) => (resources.length === 1 ? named(title, resources[0]) : title)));
}

/** The same, and where no resource sets it: "what the traffic asks for; the wire then at 20 %". */
export function boundCause(bound: Bound): string {
  if (bound.limits.length > 0) return boundLimit(bound);
  const texts = words().bounds;
  const [busiest] = bound.utilizations;
  return busiest ? texts.allAskedForThen(busiest.title, formatPercent(busiest.utilization)) : texts.allAskedFor;
}

/** Delivered of what can be delivered at most; null where nothing can. */
export function boundShare(point: Pick<PointResult, 'metrics'>, { deliveredPps }: Bound): number | null {
  const delivered = point.metrics['deliveredPps']?.mean;
  return delivered === undefined || deliveredPps === 0 ? null : delivered / deliveredPps;
}

/** Before a run: "At most 812 kpps, set by the wire; latency at least 5.03 µs." */
export function boundSentence(bound: Bound): string {
  const texts = words().bounds;
  const [rate, latency] = [formatRate(bound.deliveredPps, 'pps'), formatTimeNs(bound.latencyNs)];
  if (bound.limits.length > 0) return texts.atMost(rate, boundLimit(bound), latency);
  const [busiest] = bound.utilizations;
  return busiest
    ? texts.atMostAskedForThen(rate, busiest.title, formatPercent(busiest.utilization), latency)
    : texts.atMostAskedFor(rate, latency);
}

/** Beside a simulation: "Bound: 812 kpps, set by the wire; simulated 790 kpps: 97.3 %." Empty without a bound. */
export function boundGap(point: PointResult): string {
  const { bound } = point;
  const share = bound ? boundShare(point, bound) : null;
  if (!bound || share === null) return '';
  const texts = words().bounds;
  const rate = formatRate(bound.deliveredPps, 'pps');
  const delivered = formatRate(point.metrics['deliveredPps']?.mean ?? 0, 'pps');
  return bound.limits.length > 0
    ? texts.gap(rate, boundLimit(bound), delivered, formatPercent(share))
    : texts.gapAskedFor(rate, delivered, formatPercent(share));
}

/** A single saturated core is named itself: "core 2 (network)" says more than "network cores". */
function named(title: string, resource: string | undefined): string {
  return resource?.startsWith('core ') ? resource : title;
}

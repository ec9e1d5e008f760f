/** The analytic bound of a point in words: for tables of shell, page and report. */
import { formatPercent, formatRate, formatTimeNs } from '../units.ts';
import type { Bound, PointResult } from './schema.ts';

/** "the wire", "core 2 (network)", "guest cores"; empty where no resource sets the bound. */
export function boundLimit({ limits }: Bound): string {
  return limits.map(({ title, resources }) => (resources.length === 1 ? named(title, resources[0]) : title)).join(' and ');
}

/** The same, and where no resource sets it: "what the traffic asks for; the wire then at 20 %". */
export function boundCause(bound: Bound): string {
  if (bound.limits.length > 0) return boundLimit(bound);
  const [busiest] = bound.utilizations;
  const then = busiest ? `; ${busiest.title} then at ${formatPercent(busiest.utilization)}` : '';
  return `what the traffic asks for${then}`;
}

/** Delivered of what can be delivered at most; null where nothing can. */
export function boundShare(point: Pick<PointResult, 'metrics'>, { deliveredPps }: Bound): number | null {
  const delivered = point.metrics['deliveredPps']?.mean;
  return delivered === undefined || deliveredPps === 0 ? null : delivered / deliveredPps;
}

/** Before a run: "At most 812 kpps, set by the wire; latency at least 5.03 µs." */
export function boundSentence(bound: Bound): string {
  const [busiest] = bound.utilizations;
  const then = bound.limits.length === 0 && busiest ? ` ${busiest.title} then at ${formatPercent(busiest.utilization)};` : '';
  return `At most ${rateAndCause(bound)};${then} latency at least ${formatTimeNs(bound.latencyNs)}.`;
}

/** Beside a simulation: "Bound: 812 kpps, set by the wire; simulated 790 kpps: 97.3 %." Empty without a bound. */
export function boundGap(point: PointResult): string {
  const { bound } = point;
  const share = bound ? boundShare(point, bound) : null;
  if (!bound || share === null) return '';
  const delivered = formatRate(point.metrics['deliveredPps']?.mean ?? 0, 'pps');
  return `Bound: ${rateAndCause(bound)}; simulated ${delivered}: ${formatPercent(share)}.`;
}

function rateAndCause(bound: Bound): string {
  const cause = bound.limits.length === 0 ? 'all that the traffic asks for on average' : `set by ${boundLimit(bound)}`;
  return `${formatRate(bound.deliveredPps, 'pps')}, ${cause}`;
}

/** A single saturated core is named itself: "core 2 (network)" says more than "network cores". */
function named(title: string, resource: string | undefined): string {
  return resource?.startsWith('core ') ? resource : title;
}

/** Whether a simulated value agrees with a published one. */
import type { Bound, Tolerance } from './published.ts';

export interface PublishedValue {
  readonly y: number;
  readonly tolerance: Tolerance;
  /** Without one the value itself is published, not a bound of it. */
  readonly bound?: Bound | null | undefined;
}

/** The largest difference that still agrees, in the unit of the value. */
export function allowedDifference({ y, tolerance }: Pick<PublishedValue, 'y' | 'tolerance'>): number {
  return tolerance.type === 'relative' ? tolerance.value * Math.abs(y) : tolerance.value;
}

/** How far the value is off, in its unit: positive when it is too large, 0 inside a bound. */
export function differenceFrom({ y, bound }: PublishedValue, simulated: number): number {
  if (bound === 'min') return Math.min(0, simulated - y);
  if (bound === 'max') return Math.max(0, simulated - y);
  return simulated - y;
}

export function isWithin(published: PublishedValue, simulated: number): boolean {
  return Math.abs(differenceFrom(published, simulated)) <= allowedDifference(published);
}

/** Difference as a share of the published value; null where that is 0. */
export function relativeError(published: PublishedValue, simulated: number): number | null {
  return published.y === 0 ? null : differenceFrom(published, simulated) / Math.abs(published.y);
}

/**
 * Whether three ways of finding the bottleneck agree: the experiment (which resource gains most when it is made faster), utilization (which is
 * busiest), and analysis (which sets the bound). Where they do not, the reader is told, with what that usually means.
 */
import type { BoundRecord, LeverRecord } from '../engine/run-record.ts';

export interface Findings {
  /** Levers by utilization, the busiest first. */
  readonly byUtilization: readonly LeverRecord[];
  /** Lever that gained most, if it gained enough to be confirmed; else null. */
  readonly confirmed: string | null;
  /** null: not known. */
  readonly bound: BoundRecord | null;
  /** Frames per second in the simulation. */
  readonly deliveredPps: number;
}

/** Utilizations this close are the same: a few packets more or less. */
const SAME_UTILIZATION = 0.03;
/** A bound this far above the simulation says nothing about what limits it. */
const FAR_SHARE = 0.9;

/** A sentence that begins with a space, or empty where all agree or two of them are not known. */
export function agreement({ byUtilization, confirmed, bound, deliveredPps }: Findings): string {
  if (confirmed === null) return '';
  const [busiest] = byUtilization;
  const own = byUtilization.find(({ lever }) => lever === confirmed);
  const differsInUse = busiest !== undefined && own !== undefined && busiest.utilization - own.utilization > SAME_UTILIZATION;
  const limits = bound?.limits ?? [];
  const differsFromBound = limits.length > 0 && limits.every(({ lever }) => lever !== confirmed);
  const share = bound && bound.deliveredPps > 0 ? deliveredPps / bound.deliveredPps : 1;
  const said: string[] = [];
  if (differsInUse) said.push(`of higher utilization: ${busiest.title}, ${percent(busiest.utilization)}, which gains less`);
  if (differsFromBound) said.push(`first to limit by analysis: ${limits.map(({ title }) => title).join(' and ')}`);
  if (said.length > 0) return ` The ways to find it do not agree: ${said.join('; ')}.`;
  if (limits.length === 0 && bound !== null && share < FAR_SHARE) {
    return ` By analysis nothing limits what is asked for: ${percent(1 - share)} of it is lost to work that the bound leaves out (interrupts, switches, frames lost later).`;
  }
  if (share < FAR_SHARE) {
    return ` Utilization and analysis agree, but ${percent(1 - share)} of the bound is lost to work that it leaves out (interrupts, switches, frames lost later).`;
  }
  return bound === null || limits.length === 0 ? '' : ' Utilization and analysis agree.';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

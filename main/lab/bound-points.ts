/** Analytic bounds of a scenario's points, without a run. */
import { setImmediate } from 'node:timers/promises';
import type { Bound } from '../../shared/result/schema.ts';
import type { Scenario, SettingValue } from '../../shared/scenario/schema.ts';
import { boundOf } from '../engine/bounds/bound.ts';
import { planRun } from '../experiment/plan.ts';
import { boundResult } from '../experiment/point-result.ts';

export interface BoundedPoint {
  readonly id: string;
  readonly settings: Record<string, SettingValue>;
  /** Label of the technique choice. */
  readonly technique: string;
  /** null: it cannot be told, or the technique is refused. */
  readonly bound: Bound | null;
}

/** Of the first `most` points; the lab answers others between them. A signal that is aborted ends it early, with the points so far. */
export async function boundPoints(
  scenario: Scenario,
  most: number,
  signal: { readonly aborted: boolean },
): Promise<{ readonly points: BoundedPoint[]; readonly leftOut: number }> {
  const planned = planRun(scenario);
  const points: BoundedPoint[] = [];
  for (const { id, settings, technique, choice, scenario: applied } of planned.slice(0, most)) {
    if (signal.aborted) break;
    await setImmediate();
    points.push({
      id,
      settings: { ...settings },
      technique,
      bound: boundResult(boundOf({ scenario: applied, technique: choice, replication: 0 })),
    });
  }
  return { points, leftOut: planned.length - points.length };
}

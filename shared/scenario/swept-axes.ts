import type { Scenario, SweepAxis } from './schema.ts';

/** Axes along which a run has points; a fixed load has none, whatever its scenario still lists. */
export function sweptAxes({ method }: Pick<Scenario, 'method'>): readonly SweepAxis[] {
  return method.kind === 'fixed-load' ? [] : method.sweep;
}

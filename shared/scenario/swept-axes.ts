import type { Constraint, Scenario, SweepAxis } from './schema.ts';

/** Axes along which a run has points; a fixed load has none, whatever its scenario still lists. */
export function sweptAxes({ method }: Pick<Scenario, 'method'>): readonly SweepAxis[] {
  return method.kind === 'fixed-load' ? [] : method.sweep;
}

/** Constraints on the points of a run; a fixed load has none either. */
export function sweptConstraints({ method }: Pick<Scenario, 'method'>): readonly Constraint[] {
  return method.kind === 'fixed-load' ? [] : method.constraints;
}

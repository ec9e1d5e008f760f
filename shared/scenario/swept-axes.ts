import { FRAME_SETTING, frameChoices, frameSizeOf, meanFrameBytes } from './frame-sizes.ts';
import { isMeasuring, type FrameChoice } from './method-goals.ts';
import type { Constraint, Scenario, SweepAxis } from './schema.ts';

/**
 * Axes along which a run has points; a fixed load has none, whatever its scenario still lists. The frame sizes of a benchmark method are the last, by
 * their means.
 */
export function sweptAxes(scenario: Pick<Scenario, 'method'>): readonly SweepAxis[] {
  const { kind, sweep } = scenario.method;
  if (kind === 'fixed-load') return [];
  const choices = isMeasuring(kind) ? frameChoices(scenario, kind) : null;
  return choices && choices.length > 1 ? [...sweep, { path: FRAME_SETTING, values: choices.map(frameSettingOf) }] : sweep;
}

/** Mean frame, to a tenth of a byte. */
export function frameSettingOf(choice: FrameChoice): number {
  return Number(meanFrameBytes(frameSizeOf(choice)).toFixed(1));
}

/** Constraints on the points of a run; a fixed load has none either. */
export function sweptConstraints({ method }: Pick<Scenario, 'method'>): readonly Constraint[] {
  return method.kind === 'fixed-load' ? [] : method.constraints;
}

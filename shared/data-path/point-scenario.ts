/** The scenario of one point of a run, with the point's settings, and its choice of a technique. */
import type { PointResult } from '../result/schema.ts';
import { FRAME_SETTING } from '../scenario/frame-sizes.ts';
import type { Scenario, TechniqueChoice } from '../scenario/schema.ts';
import { applySetting } from '../scenario/settings.ts';

export interface PointScenario {
  readonly scenario: Scenario;
  readonly choice: TechniqueChoice;
}

/** Null when the scenario has no technique of that label (any more). */
export function pointScenario(scenario: Scenario, point: Pick<PointResult, 'settings' | 'technique'>): PointScenario | null {
  const applied = Object.entries(point.settings)
    .filter(([path]) => path !== FRAME_SETTING)
    .reduce((changed, [path, value]) => applySetting(changed, path, value), scenario);
  const choice = applied.techniques.find(({ name, label }) => (label ?? name) === point.technique);
  return choice ? { scenario: applied, choice } : null;
}

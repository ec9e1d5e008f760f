/** The points of a run: the product of the sweep's axes, and within each setting the techniques. */
import { applySetting } from '../../shared/scenario/settings.ts';
import { sweptAxes } from '../../shared/scenario/swept-axes.ts';
import type { Scenario, TechniqueChoice } from '../../shared/scenario/schema.ts';

export interface PlannedPoint {
  /** Technique label and settings. */
  readonly id: string;
  /** Swept settings by path. */
  readonly settings: Readonly<Record<string, number>>;
  /** Label of the technique choice. */
  readonly technique: string;
  readonly choice: TechniqueChoice;
  /** The scenario with the settings applied. */
  readonly scenario: Scenario;
}

/** All points, techniques innermost, so that the first comparison is complete early. */
export function planRun(scenario: Scenario): PlannedPoint[] {
  let settings: Record<string, number>[] = [{}];
  for (const { path, values } of sweptAxes(scenario))
    settings = settings.flatMap((setting) => values.map((value) => ({ ...setting, [path]: value })));
  return settings.flatMap((setting) => {
    const applied = Object.entries(setting).reduce((changed, [path, value]) => applySetting(changed, path, value), scenario);
    return applied.techniques.map((choice) => {
      const technique = choice.label ?? choice.name;
      const id = [technique, ...Object.entries(setting).map(([path, value]) => `${path}=${value}`)].join(' ');
      return { id, settings: setting, technique, choice, scenario: applied };
    });
  });
}

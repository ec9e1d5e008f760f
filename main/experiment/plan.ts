/** The points of a run: the settings of its sweep, and within each setting the techniques. */
import type { Scenario, SettingValue, TechniqueChoice } from '../../shared/scenario/schema.ts';
import { applySetting } from '../../shared/scenario/settings.ts';
import { FRAME_SETTING, frameChoices } from '../../shared/scenario/frame-sizes.ts';
import { frameSettingOf } from '../../shared/scenario/swept-axes.ts';
import { isMeasuring, type FrameChoice } from '../../shared/scenario/method-goals.ts';
import { sweepSettings } from '../../shared/scenario/sweep-settings.ts';

export interface PlannedPoint {
  /** Technique label and settings. */
  readonly id: string;
  /** Swept settings by path. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Label of the technique choice. */
  readonly technique: string;
  readonly choice: TechniqueChoice;
  /** The scenario with the settings applied. */
  readonly scenario: Scenario;
  /** Frames that a benchmark method measures with; null: those of the flows, or no such method. */
  readonly frames: FrameChoice | null;
}

/** All points, frame sizes within settings and techniques innermost, so that the first comparison is complete early. */
export function planRun(scenario: Scenario): PlannedPoint[] {
  return [...sweepSettings(scenario)].flatMap(({ settings, techniques }) => {
    const entries = Object.entries(settings);
    const applied = entries
      .filter(([path]) => path !== FRAME_SETTING)
      .reduce((changed, [path, value]) => applySetting(changed, path, value), scenario);
    const frames = framesAt(applied, settings[FRAME_SETTING]);
    const at = entries.map(([path, value]) => `${path}=${value}`);
    return techniques.flatMap((place) => {
      const choice = applied.techniques[place];
      if (!choice) return [];
      const technique = choice.label ?? choice.name;
      return [{ id: [technique, ...at].join(' '), settings, technique, choice, scenario: applied, frames }];
    });
  });
}

/** Frames of a benchmark method where the axis of frame sizes has this value; without such an axis it has one size or none of its own. */
function framesAt(scenario: Scenario, setting: SettingValue | undefined): FrameChoice | null {
  const { kind } = scenario.method;
  const choices = isMeasuring(kind) ? (frameChoices(scenario, kind) ?? []) : [];
  return (setting === undefined ? choices[0] : choices.find((choice) => frameSettingOf(choice) === setting)) ?? null;
}

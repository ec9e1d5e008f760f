/** The points of a run: the settings of its sweep, and within each setting the techniques. */
import type { Scenario, SettingValue, TechniqueChoice } from '../../shared/scenario/schema.ts';
import { applySetting } from '../../shared/scenario/settings.ts';
import { FRAME_SETTING, frameChoices, frameSizeOf, meanFrameBytes } from '../../shared/scenario/frame-sizes.ts';
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
  return [...sweepSettings(scenario)].flatMap(({ settings: swept, techniques }) => {
    const applied = Object.entries(swept).reduce((changed, [path, value]) => applySetting(changed, path, value), scenario);
    return framesOf(applied).flatMap(({ frames, setting }) => {
      const settings = { ...swept, ...setting };
      const at = Object.entries(settings).map(([path, value]) => `${path}=${value}`);
      return techniques.flatMap((place) => {
        const choice = applied.techniques[place];
        if (!choice) return [];
        const technique = choice.label ?? choice.name;
        return [{ id: [technique, ...at].join(' '), settings, technique, choice, scenario: applied, frames }];
      });
    });
  });
}

/** Frame sizes of a benchmark method; several of them are a setting of their points, by their mean. */
function framesOf(
  scenario: Scenario,
): readonly { readonly frames: FrameChoice | null; readonly setting: Readonly<Record<string, number>> }[] {
  const { kind } = scenario.method;
  const choices = isMeasuring(kind) ? frameChoices(scenario, kind) : null;
  if (!choices) return [{ frames: null, setting: {} }];
  return choices.map((frames) => {
    const meanBytes = Number(meanFrameBytes(frameSizeOf(frames)).toFixed(1));
    return { frames, setting: choices.length > 1 ? { [FRAME_SETTING]: meanBytes } : {} };
  });
}

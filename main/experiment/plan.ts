/** The points of a run: the product of the sweep's axes, and within each setting the techniques. */
import { applySetting } from '../../shared/scenario/settings.ts';
import { sweptAxes } from '../../shared/scenario/swept-axes.ts';
import { FRAME_SETTING, frameChoices, frameSizeOf, meanFrameBytes } from '../../shared/scenario/frame-sizes.ts';
import { isMeasuring, type FrameChoice } from '../../shared/scenario/method-goals.ts';
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
  /** Frames that a benchmark method measures with; null: those of the flows, or no such method. */
  readonly frames: FrameChoice | null;
}

/** All points, frame sizes within settings and techniques innermost, so that the first comparison is complete early. */
export function planRun(scenario: Scenario): PlannedPoint[] {
  let settings: Record<string, number>[] = [{}];
  for (const { path, values } of sweptAxes(scenario))
    settings = settings.flatMap((setting) => values.map((value) => ({ ...setting, [path]: value })));
  return settings.flatMap((setting) => {
    const applied = Object.entries(setting).reduce((changed, [path, value]) => applySetting(changed, path, value), scenario);
    return framesOf(applied).flatMap(({ frames, setting: frameSetting }) =>
      applied.techniques.map((choice) => {
        const technique = choice.label ?? choice.name;
        const settings = { ...setting, ...frameSetting };
        const id = [technique, ...Object.entries(settings).map(([path, value]) => `${path}=${value}`)].join(' ');
        return { id, settings, technique, choice, scenario: applied, frames };
      }),
    );
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

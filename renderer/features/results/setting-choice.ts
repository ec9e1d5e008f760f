/** The setting on show: one value of each swept path. */
import { settingText, settingTitle } from '../../../shared/charts/setting-name.ts';
import { varyingSettings } from '../../../shared/charts/point-series.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { SelectOption } from '../../ui/index.ts';

export type ChosenSetting = Readonly<Record<string, number>>;

export interface SettingAxis {
  readonly path: string;
  readonly title: string;
  /** Ascending. */
  readonly options: readonly SelectOption[];
}

export function settingAxes(points: readonly PointResult[], scenario: Scenario): readonly SettingAxis[] {
  return varyingSettings(points).map((path) => ({
    path,
    title: settingTitle(path, scenario),
    options: [...new Set(points.flatMap(({ settings }) => settings[path] ?? []))]
      .sort((one, other) => one - other)
      .map((value) => ({ value, label: value.toLocaleString('en-US') })),
  }));
}

/** The hardest setting: the highest value of each axis that some point with figures has. */
export function firstChoice(axes: readonly SettingAxis[], points: readonly PointResult[]): ChosenSetting {
  const measured = points.filter(({ replications }) => replications > 0);
  return Object.fromEntries(
    axes.map(({ path, options }) => {
      const values = measured.flatMap(({ settings }) => settings[path] ?? []);
      return [path, values.length > 0 ? Math.max(...values) : Number(options.at(-1)?.value ?? 0)];
    }),
  );
}

export function pointsAt(points: readonly PointResult[], chosen: ChosenSetting, except: string | null = null): readonly PointResult[] {
  const wanted = Object.entries(chosen).filter(([path]) => path !== except);
  return points.filter(({ settings }) => wanted.every(([path, value]) => settings[path] === value));
}

/** "80 % of line rate, 1,518 bytes"; empty for a fixed load. */
export function chosenText(chosen: ChosenSetting, scenario: Scenario): string {
  return Object.entries(chosen)
    .map(([path, value]) => settingText(path, value, scenario))
    .join(', ');
}

/** The setting on show: one value of each swept path. */
import { settingText, settingTitle, settingValueText } from '../../../shared/charts/setting-name.ts';
import { varyingSettings } from '../../../shared/charts/point-series.ts';
import { formatNumber } from '../../../shared/number-format.ts';
import type { PointPlace } from '../../../shared/result/point-summary.ts';
import type { Scenario, SettingValue } from '../../../shared/scenario/schema.ts';
import type { SelectOption } from '../../ui/index.ts';

export type ChosenSetting = Readonly<Record<string, SettingValue>>;

export interface SettingAxis {
  readonly path: string;
  readonly title: string;
  /** Numbers ascending, words in the order of the points. */
  readonly options: readonly SettingOption[];
}

/** The control of an option knows it by its text. */
export interface SettingOption extends SelectOption {
  readonly value: string;
  readonly setting: SettingValue;
}

export function settingAxes(places: readonly Pick<PointPlace, 'settings'>[], scenario: Scenario): readonly SettingAxis[] {
  return varyingSettings(places).map((path) => ({
    path,
    title: settingTitle(path, scenario),
    options: [...new Set(places.flatMap(({ settings }) => settings[path] ?? []))]
      .sort((one, other) => (typeof one === 'number' && typeof other === 'number' ? one - other : 0))
      .map((setting) => ({ setting, value: String(setting), label: labelOf(setting) })),
  }));
}

function labelOf(setting: SettingValue): string {
  return typeof setting === 'number' ? formatNumber(setting) : settingValueText(setting);
}

/** The hardest setting: the highest numbers, and the first words, that some point with figures has together. */
export function firstChoice(axes: readonly SettingAxis[], places: readonly PointPlace[]): ChosenSetting {
  const withFigures = places.filter(({ measured }) => measured);
  let left = withFigures.length > 0 ? withFigures : places;
  const chosen: Record<string, SettingValue> = {};
  for (const { path } of axes) {
    const values = left.flatMap(({ settings }) => settings[path] ?? []);
    const numbers = values.filter((value) => typeof value === 'number');
    const value = numbers.length > 0 ? numbers.reduce((one, other) => Math.max(one, other)) : values[0];
    if (value === undefined) continue;
    chosen[path] = value;
    left = left.filter(({ settings }) => settings[path] === value);
  }
  return chosen;
}

export function pointsAt<Point extends Pick<PointPlace, 'settings'>>(
  points: readonly Point[],
  chosen: ChosenSetting,
  except: string | null = null,
): readonly Point[] {
  const wanted = Object.entries(chosen).filter(([path]) => path !== except);
  return points.filter(({ settings }) => wanted.every(([path, value]) => settings[path] === value));
}

/** "80 % of line rate, 1,518 bytes"; empty for a fixed load. */
export function chosenText(chosen: ChosenSetting, scenario: Scenario): string {
  return Object.entries(chosen)
    .map(([path, value]) => settingText(path, value, scenario))
    .join(', ');
}

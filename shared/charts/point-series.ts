/** Points of a run sorted for charts: one series for each technique and remaining setting, along the setting of the x axis. */
import { partialNotes } from '../result/partial.ts';
import { isMeasured, type PointSummary } from '../result/point-summary.ts';
import type { Metric, MetricName } from '../result/schema.ts';
import type { SettingValue } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
import type { ChartContext, ChartEntry } from './chart.ts';
import type { ChartLook } from './chart-look.ts';
import { techniqueStyle, type TechniqueStyle } from './colours.ts';
import { settingText } from './setting-name.ts';

export interface PointSeries<Point extends PointSummary = PointSummary> {
  /** Of the technique and the remaining settings, whatever the language of the label. */
  readonly key: string;
  readonly label: string;
  /** Label of the technique. */
  readonly technique: string;
  readonly style: TechniqueStyle;
  /** By x ascending; x is 0 without a swept setting. */
  readonly points: readonly PlacedPoint<Point>[];
}

export interface PlacedPoint<Point extends PointSummary = PointSummary> {
  readonly x: number;
  readonly point: Point;
}

/** What lies at settings: a point, or the place of several. */
type Settled = Pick<PointSummary, 'settings'>;

/** Paths of the settings that have several values among the points, in their order. */
export function varyingSettings(points: readonly Settled[]): readonly string[] {
  const values = new Map<string, Set<SettingValue>>();
  for (const { settings } of points) {
    for (const [path, value] of Object.entries(settings)) values.set(path, (values.get(path) ?? new Set()).add(value));
  }
  return [...values].filter(([, distinct]) => distinct.size > 1).map(([path]) => path);
}

/** Those of them that are numbers everywhere: only these can be an axis of a chart. */
export function numericSettings(points: readonly Settled[]): readonly string[] {
  return varyingSettings(points).filter((path) => points.every(({ settings }) => typeof (settings[path] ?? 0) === 'number'));
}

/** Setting of the x axis; null for points of one setting, and where only words vary. */
export function axisOf(points: readonly Settled[], { axis }: ChartContext): string | null {
  const varying = numericSettings(points);
  return (axis !== undefined && varying.includes(axis) ? axis : varying[0]) ?? null;
}

/** Points that have figures: those of refused techniques have none. */
export function measuredPoints<Point extends PointSummary>(points: readonly Point[]): readonly Point[] {
  return points.filter(isMeasured);
}

export function pointSeries<Point extends PointSummary>(
  points: readonly Point[],
  look: ChartLook,
  context: ChartContext,
): readonly PointSeries<Point>[] {
  const measured = measuredPoints(points);
  const axis = axisOf(points, context);
  const others = varyingSettings(points).filter((path) => path !== axis);
  const settingsOf = ({ settings }: Point) => others.map((path) => [path, settings[path] ?? 0] as const);
  const keyOf = (point: Point): string => [point.technique, ...settingsOf(point).map(([path, value]) => `${path}=${value}`)].join(' ');
  const groups = [...Map.groupBy(inTechniqueOrder(measured, context), keyOf)].flatMap(([key, members]) => {
    const [first] = members;
    return first ? [{ key, first, members }] : [];
  });
  const styles = stylesOf(groups, look, context);
  return groups.map(({ key, first, members }) => ({
    key,
    label: [first.technique, ...settingsOf(first).map(([path, value]) => settingText(path, value, context.scenario))].join(', '),
    technique: first.technique,
    style: styles.get(key) ?? techniqueStyle('native', 0, look),
    points: members
      .map((point) => ({ x: axis === null ? 0 : Number(point.settings[axis] ?? 0), point }))
      .sort((one, other) => one.x - other.x),
  }));
}

/**
 * One row for each measured point, with the colour of its technique: for charts that show points at one setting. An overloaded one says so in its label, in
 * whatever chart and table it stands.
 */
export interface PointRow<Point extends PointSummary = PointSummary> {
  /** Of the technique and the settings, whether it is overloaded or not. */
  readonly key: string;
  readonly label: string;
  /** The label in lines, for an axis. */
  readonly labelInLines: string;
  readonly technique: string;
  readonly style: TechniqueStyle;
  readonly point: Point;
}

export function pointRows<Point extends PointSummary>(
  points: readonly Point[],
  look: ChartLook,
  context: ChartContext,
): readonly PointRow<Point>[] {
  const axis = axisOf(points, context);
  const texts = words().charts.common;
  return pointSeries(points, look, context).flatMap(({ key, label, technique, style, points: members }) =>
    members.map(({ x, point }) => {
      const carried = axis === null ? label : texts.at(label, settingText(axis, x, context.scenario));
      return {
        key: axis === null ? key : `${key} ${axis}=${x}`,
        label: point.overloaded ? texts.overloaded(carried) : carried,
        labelInLines: point.overloaded ? texts.overloadedBelow(carried) : carried,
        technique,
        style,
        point,
      };
    }),
  );
}

/** Of a series or a row of points in its chart. */
export function entryOf({ key, label, technique }: Pick<PointSeries, 'key' | 'label' | 'technique'>): ChartEntry {
  return { key, name: label, technique };
}

/** What to read with a chart of these points: which are partial, and which techniques are refused. */
export function pointNotes(points: readonly PointSummary[], { scenario }: ChartContext): readonly string[] {
  return [...partialNotes(points, scenario), ...refusalNotes(points)];
}

/** Refused techniques in words, each reason once. */
export function refusalNotes(points: readonly PointSummary[]): readonly string[] {
  const { leftOut } = words().charts.common;
  return [...new Set(points.flatMap(({ technique, refusal }) => (refusal === null ? [] : [leftOut(technique, refusal)])))];
}

const noMetric: Metric = { mean: 0, ci95: null, unit: '' };

export function metricOf(point: PointSummary, name: MetricName): Metric {
  return point.metrics[name] ?? noMetric;
}

/** Techniques in the order of the scenario, whatever order their points came in. */
function inTechniqueOrder<Point extends PointSummary>(points: readonly Point[], { scenario }: ChartContext): Point[] {
  const order = scenario?.techniques.map((choice) => choice.label ?? choice.name) ?? [];
  const rank = (point: Point): number => {
    const at = order.indexOf(point.technique);
    return at < 0 ? order.length : at;
  };
  return points.toSorted((one, other) => rank(one) - rank(other));
}

/** The variants of a technique are counted over the whole scenario, so that a filtered chart keeps the styles. */
function stylesOf(
  groups: readonly { readonly key: string; readonly first: PointSummary }[],
  look: ChartLook,
  { scenario }: ChartContext,
): ReadonlyMap<string, TechniqueStyle> {
  const drawn = groups.map(({ key, first }) => ({ key, technique: first.technique, name: first.techniqueName }));
  const severalSettings = new Set(drawn.map(({ technique }) => technique)).size < drawn.length;
  const variants = (scenario?.techniques ?? []).map((choice) => ({ technique: choice.label ?? choice.name, name: String(choice.name) }));
  const known = severalSettings || variants.length === 0 ? drawn : variants;
  return new Map(
    drawn.map(({ key, technique, name }) => {
      const same = known.filter((entry) => entry.name === name);
      const at = same.findIndex((entry) => ('key' in entry ? entry.key === key : entry.technique === technique));
      return [key, techniqueStyle(name, Math.max(0, at), look)];
    }),
  );
}

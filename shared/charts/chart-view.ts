/** How a reader looks at a chart: scale and range of its axes, series put aside, textures. Applied to the option that a builder made. */
import type { EChartsOption, SeriesOption } from 'echarts';
import type { ChartEntry } from './chart.ts';
import { logEnds } from './chart-frame.ts';

export type AxisName = 'x' | 'y';

/** Scales that a reader has chosen, by axis. */
export type ChartScales = Readonly<Partial<Record<AxisName, 'linear' | 'log' | undefined>>>;

/** Ends of an axis, in its unit. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
}

export interface AxisView {
  /** Default: as the chart is made. */
  readonly scale?: 'linear' | 'log' | undefined;
  /** Default: all that is drawn. */
  readonly range?: AxisRange | undefined;
}

export interface ChartView {
  readonly x?: AxisView | undefined;
  readonly y?: AxisView | undefined;
  /** Keys of the legend that are put aside. */
  readonly hidden?: readonly string[] | undefined;
  /** Patterns beside the colours. */
  readonly textures?: boolean | undefined;
}

type Item = number | string | null | undefined | readonly unknown[] | { readonly value?: unknown };
type Axis = { readonly type?: string; readonly min?: unknown; readonly max?: unknown };
type LooseSeries = SeriesOption & { readonly stack?: string; readonly data?: readonly Item[]; readonly encode?: { readonly x?: unknown } };

/** @param legend of the chart. */
export function withView(option: EChartsOption, legend: readonly ChartEntry[], view: ChartView): EChartsOption {
  let next = option;
  for (const name of ['x', 'y'] as const) next = withAxis(next, name, view[name] ?? {});
  const hidden = legend.filter(({ key }) => view.hidden?.includes(key));
  if (hidden.length > 0) next = withoutSeries(next, hidden);
  if (view.textures) next = { ...next, aria: { enabled: true, label: { enabled: false }, decal: { show: true } } };
  return next;
}

/** Whether the axis shows numbers: names have neither scale nor range. */
export function isNumeric(option: EChartsOption, name: AxisName): boolean {
  return scaleOf(option, name) !== null;
}

/** Scale of an axis of numbers as the chart is made; null for names. */
export function scaleOf(option: EChartsOption, name: AxisName): 'linear' | 'log' | null {
  const { type } = axisOf(option, name);
  return type === 'log' ? 'log' : type === 'value' ? 'linear' : null;
}

/** Whether the other scale makes sense: stacks and shares begin at zero, and what has no positive value has no place on a log axis. */
export function canChangeScale(option: EChartsOption, name: AxisName): boolean {
  const scale = scaleOf(option, name);
  if (scale === null) return false;
  if (scale === 'log') return true;
  const isStacked = seriesOf(option).some(({ stack }) => stack !== undefined);
  return !isStacked && axisOf(option, name).max !== 1 && positives(option, name).length > 0;
}

function withAxis(option: EChartsOption, name: AxisName, { scale, range }: AxisView): EChartsOption {
  const made = scaleOf(option, name);
  if (made === null) return option;
  const changed = scale !== undefined && scale !== made && canChangeScale(option, name) ? scale : null;
  if (changed === null && range === undefined) return option;
  const axis: Record<string, unknown> = { ...axisOf(option, name) };
  if (changed !== null) {
    axis['type'] = changed === 'log' ? 'log' : 'value';
    delete axis['min'];
    delete axis['max'];
    Object.assign(axis, changed === 'log' ? logEnds(positives(option, name)) : { min: 0 });
  }
  // A log axis has no place for zero.
  if (range !== undefined && !(axis['type'] === 'log' && range.min <= 0)) {
    const label = axis['axisLabel'] as object | undefined;
    // Its ends are where the reader put them, and seldom round.
    Object.assign(axis, range, { axisLabel: { ...label, showMinLabel: false, showMaxLabel: false } });
  }
  const series = seriesOf(option).map((one) => clipped(changed === 'log' ? onlyPositive(one, option, name) : one, range !== undefined));
  return { ...option, [`${name}Axis`]: axis, series: series as SeriesOption[] };
}

function withoutSeries(option: EChartsOption, hidden: readonly ChartEntry[]): EChartsOption {
  return { ...option, legend: { ...option.legend, selected: Object.fromEntries(hidden.map(({ name }) => [name, false])) } };
}

/** Marks beyond the ends of a chosen range are not drawn over the axes. */
function clipped(series: LooseSeries, hasRange: boolean): LooseSeries {
  return hasRange ? ({ ...series, clip: true } as LooseSeries) : series;
}

/** On a log axis: what is not positive is left out, and an interval that reaches below ends at the least that is drawn. */
function onlyPositive(series: LooseSeries, option: EChartsOption, name: AxisName): LooseSeries {
  const ends = logEnds(positives(option, name));
  const floor = ends?.min ?? 1;
  if (series.type === 'custom') {
    const isPlace = (series.encode?.x === 0) === (name === 'x');
    const data = (series.data ?? []) as readonly (readonly number[])[];
    return {
      ...series,
      data: isPlace
        ? data.filter(([at = 0]) => at > 0)
        : data.map(([at = 0, ...values]) => [at, ...values.map((value) => Math.max(floor, value))]),
    };
  }
  return { ...series, data: (series.data ?? []).map((item) => ((numbersOf(item, name, option)[0] ?? 1) > 0 ? item : null)) } as LooseSeries;
}

/** Values of all lines, marks and bars along an axis that are above zero. */
function positives(option: EChartsOption, name: AxisName): number[] {
  return seriesOf(option)
    .filter(({ type }) => type !== 'custom')
    .flatMap(({ data }) => (data ?? []).flatMap((item) => numbersOf(item, name, option)))
    .filter((value) => value > 0);
}

/** Of `[x, y]` the one of the axis; a bar's single value belongs to the axis of numbers. */
function numbersOf(item: Item, name: AxisName, option: EChartsOption): number[] {
  const value = valueOf(item);
  if (Array.isArray(value)) {
    const one: unknown = value[name === 'x' ? 0 : 1];
    return typeof one === 'number' ? [one] : [];
  }
  const isOfNumbers = scaleOf(option, name) !== null && scaleOf(option, name === 'x' ? 'y' : 'x') === null;
  return typeof value === 'number' && isOfNumbers ? [value] : [];
}

function valueOf(item: Item): unknown {
  return typeof item === 'object' && item !== null && 'value' in item ? item.value : item;
}

function axisOf(option: EChartsOption, name: AxisName): Axis {
  return ((name === 'x' ? option.xAxis : option.yAxis) ?? {}) as Axis;
}

function seriesOf(option: EChartsOption): readonly LooseSeries[] {
  return (Array.isArray(option.series) ? option.series : option.series ? [option.series] : []) as readonly LooseSeries[];
}

/** What an axis of numbers shows: the chosen range, or all that is drawn. Null where there is nothing. */
export function shownRange(option: EChartsOption, name: AxisName, view: AxisView): AxisRange | null {
  if (view.range) return view.range;
  const shown = withAxis(option, name, view);
  const axis = axisOf(shown, name);
  const values = seriesOf(shown)
    .filter(({ type }) => type !== 'custom')
    .flatMap(({ data }) => (data ?? []).flatMap((item) => numbersOf(item, name, shown)));
  if (values.length === 0) return null;
  const [least, most] = [values.reduce((one, other) => Math.min(one, other)), values.reduce((one, other) => Math.max(one, other))];
  const range = { min: typeof axis.min === 'number' ? axis.min : least, max: typeof axis.max === 'number' ? axis.max : most };
  return range.max > range.min ? range : null;
}

/** A range that is `factor` times as wide about its middle, moved by `shift` of its width; by ratio on a log axis. */
export function movedRange({ min, max }: AxisRange, scale: 'linear' | 'log', { factor = 1, shift = 0 }): AxisRange {
  const isLog = scale === 'log' && min > 0;
  const [low, high] = isLog ? [Math.log(min), Math.log(max)] : [min, max];
  const middle = (low + high) / 2 + shift * (high - low);
  const half = (factor * (high - low)) / 2;
  const ends = [middle - half, middle + half].map((end) => (isLog ? Math.exp(end) : end)) as [number, number];
  return { min: ends[0], max: ends[1] };
}

/** Measured values in the charts of a run: marks of their own, beside the simulated ones. */
import type { SeriesOption } from 'echarts';
import type { ComparedValue } from '../measured/beside.ts';
import type { PointSummary } from '../result/point-summary.ts';
import type { MetricName } from '../result/schema.ts';
import { words } from '../texts/words.ts';
import type { LegendEntry } from './chart-frame.ts';
import type { ChartLook } from './chart-look.ts';
import { errorBars, lowEnd } from './error-bars.ts';

export interface MeasuredMarks {
  readonly legend: readonly LegendEntry[];
  readonly series: readonly SeriesOption[];
  readonly intervals: readonly SeriesOption[];
  /** `Measured, NDR: 18.2 Mpps`; null for no mark of these. @param seriesIndex among `series` */
  readonly lineOf: (seriesIndex: number, dataIndex: number) => string | null;
}

export const MEASURED_SYMBOL = 'pin';
const SYMBOL_PX = 18;

interface Placed {
  readonly at: number;
  readonly value: ComparedValue;
}

interface MarksPlace {
  /** Place of a point on the other axis; null where it is not drawn. */
  readonly placeOf: (pointId: string) => number | null;
  readonly direction: 'vertical' | 'horizontal';
  readonly format: (value: number) => string;
  /** Of the axis of the values. Default: linear. */
  readonly scale?: 'linear' | 'log' | undefined;
}

export function measuredMarks(
  measured: readonly ComparedValue[],
  metric: MetricName | undefined,
  look: ChartLook,
  { placeOf, direction, format, scale }: MarksPlace,
): MeasuredMarks {
  const drawn = measured.filter((one) => one.metric === metric && (scale !== 'log' || one.measured.value > 0));
  const groups = [...Map.groupBy(drawn, ({ label }) => label)]
    .map(([label, values]) => ({ key: measuredKey(label), name: measuredName(label), placed: distinct(values, placeOf) }))
    .filter(({ placed }) => placed.length > 0);
  return {
    legend: groups.map(({ key, name }) => ({ key, name, colour: look.ink, symbol: MEASURED_SYMBOL })),
    series: groups.map(({ name, placed }) => ({
      type: 'scatter',
      name,
      symbol: MEASURED_SYMBOL,
      symbolSize: SYMBOL_PX,
      z: 6,
      itemStyle: { color: look.ink, borderColor: look.surface, borderWidth: 1 },
      data: placed.map(({ at, value: { measured: one } }) => (direction === 'vertical' ? [at, one.value] : [one.value, at])),
    })),
    intervals: groups.map(({ name, placed }) =>
      errorBars(
        name,
        placed.flatMap(({ at, value: { measured: one } }) =>
          one.low === null || one.high === null || one.low === one.high
            ? []
            : [{ at, low: lowEnd(one.low, one.value, scale), high: one.high }],
        ),
        look.ink,
        direction,
      ),
    ),
    lineOf(seriesIndex, dataIndex) {
      const group = groups[seriesIndex];
      const value = group?.placed[dataIndex]?.value.measured.value;
      return group && value !== undefined ? words().charts.common.line(group.name, format(value)) : null;
    },
  };
}

/** In legends and tables. */
export function measuredName(label: string): string {
  const { alone, labelled } = words().charts.common.measured;
  return label === '' ? alone : labelled(label);
}

/** Of the series of a label in a chart. */
export function measuredKey(label: string): string {
  return `measured:${label}`;
}

/** A value that lies beside several techniques at one place is one mark. */
function distinct(values: readonly ComparedValue[], placeOf: (pointId: string) => number | null): Placed[] {
  const placed = new Map<string, Placed>();
  for (const value of values) {
    const at = placeOf(value.pointId);
    if (at !== null) placed.set(`${at} ${value.measured.value}`, { at, value });
  }
  return [...placed.values()].toSorted((one, other) => one.at - other.at);
}

/** Places of points that are drawn along an axis, by their identity. */
export function placesAlong(points: readonly { readonly x: number; readonly point: PointSummary }[]): (pointId: string) => number | null {
  const places = new Map(points.map(({ x, point }) => [point.id, x]));
  return (pointId) => places.get(pointId) ?? null;
}

/** Places of points in rows, by their identity. */
export function placesInRows(rows: readonly { readonly point: PointSummary }[]): (pointId: string) => number | null {
  return placesAlong(rows.map(({ point }, x) => ({ x, point })));
}
